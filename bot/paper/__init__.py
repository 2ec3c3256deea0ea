"""The paper for the ethics committee: everything that the assistant can say and decide, in one printable document."""
