"""What the engine does by itself may fail: it is tried again with growing pauses, then parked where somebody sees it."""
