"""The first start: join a network, or found one."""
