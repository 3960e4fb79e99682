"""Leaves one process that pauses in a house: its timer is long overdue. Run by test_worker.py."""

from tests.integration.robustness import house

if __name__ == "__main__":
    house.desk_for("pause", house.opened()).submit("owner", title="Paper")
