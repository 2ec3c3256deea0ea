"""The closed rule vocabulary of a trial definition and its evaluation.

A rule is a few lines that a study physician can read beside the registry sentence:

    failed when vaccine_last within 28 days ; temporary until vaccine_last + 28 days
    review when unclear(vaccine_last within 28 days) ; boundary_date
    met    when not vaccine_last within 28 days

`conditions` gives each expression its truth, `grammar` reads the text, `lines` turns the lines into a status.
"""

from flows.rules.conditions import Condition, World
from flows.rules.grammar import RuleError
from flows.rules.lines import Change, Line, Rule, Status, parse_rule, worst_first

__all__ = ["Change", "Condition", "Line", "Rule", "RuleError", "Status", "World", "parse_rule", "worst_first"]
