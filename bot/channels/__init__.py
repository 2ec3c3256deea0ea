"""Where people are met. One file a channel; each turns its own messages into Inbound and Outbound into its own calls."""
