"""What a project is made of and the rules between its parts: plain frozen values, no Qt, no SQL, no files."""
