"""What is known, as data: outlets, licences, wordings of statements and credits, boilerplate families, each with its proof."""

from provenance.catalog.load import Catalog, load, load_beside, worked_out
from provenance.catalog.outlets import Outlet, OutletIndex
from provenance.catalog.rules import RuleEntry

__all__ = ["Catalog", "Outlet", "OutletIndex", "RuleEntry", "load", "load_beside", "worked_out"]
