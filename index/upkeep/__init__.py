"""Keeping an archive: verifying it, making anew what is derived, taking things out of it for good, copying it."""

from index.upkeep.findings import Finding, Remedy
from index.upkeep.purging import Purged, purge, to_purge
from index.upkeep.removing import Removed, readmit, remove, removed
from index.upkeep.repairing import Repaired, repair
from index.upkeep.verifying import Verdict, verify

__all__ = [
    "Finding",
    "Purged",
    "Remedy",
    "Removed",
    "Repaired",
    "Verdict",
    "purge",
    "readmit",
    "remove",
    "removed",
    "repair",
    "to_purge",
    "verify",
]
