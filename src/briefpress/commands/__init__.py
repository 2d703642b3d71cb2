"""The commands, a module for those that belong together. Only these print."""
