"""The pages of this room: they ask queries and call services, and write nothing themselves."""
