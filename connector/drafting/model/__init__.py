"""An outside or local model may put a draft into words. Its client is imported only in a process that is set up with one."""
