"""The window. Only this package and the application know Qt."""
