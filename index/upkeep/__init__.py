"""Keeping an archive: verifying it, making anew what is derived, taking things out of it for good, copying it."""

from index.upkeep.findings import Finding, Remedy
from index.upkeep.repairing import Repaired, repair
from index.upkeep.verifying import Verdict, verify

__all__ = ["Finding", "Remedy", "Repaired", "Verdict", "repair", "verify"]
