"""Keeping an archive: verifying it, making anew what is derived, taking things out of it for good, copying it."""

from index.upkeep.backing_up import Copied, Restored, backup, restore
from index.upkeep.findings import Finding, Remedy
from index.upkeep.purging import Purged, purge, to_purge
from index.upkeep.removing import Removed, readmit, remove, removed
from index.upkeep.repairing import Repaired, repair, repair_index
from index.upkeep.verifying import Verdict, verify

__all__ = [
    "Copied",
    "Finding",
    "Purged",
    "Remedy",
    "Removed",
    "Repaired",
    "Restored",
    "Verdict",
    "backup",
    "purge",
    "readmit",
    "remove",
    "removed",
    "repair",
    "repair_index",
    "restore",
    "to_purge",
    "verify",
]
