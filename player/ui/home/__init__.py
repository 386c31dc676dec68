"""What the window shows before a drill: scenarios and sessions."""
