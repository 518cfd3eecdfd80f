"""The promises of each port, as test classes for whoever implements one."""
