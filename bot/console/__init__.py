"""The study coordinators' web console: pages on the same store, rendered on the server, with nothing loaded from outside."""
