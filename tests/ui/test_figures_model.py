"""What to improve as the manager window's table shows it: with the digits and units of the report."""

from greeter.reports.findings_apart import StepFails
from greeter.reports.found import improve
from greeter.reports.quantities import Saving, Unit
from greeter.reports.savings import NOT_KNOWN
from greeter.texts import Texts
from ui.manager.figures_model import FiguresModel


def test_a_saving_is_told_with_its_interval(qapp):
    savings = Saving(50, Unit.WORK, 40.0, 25.0, 55.4), Saving(50, Unit.SPARED, high=32.0), NOT_KNOWN
    steps = [StepFails("dog", "Dogs", str(place), 30, 50, saving=one) for place, one in enumerate(savings)]
    model = FiguresModel(Texts())
    model.show_table(improve(steps), "$")
    rows = [[model.index(row, column).data() for column in range(5, model.columnCount())] for row in range(3)]
    assert rows == [["40 min work", "25 to 55"], ["up to 32 visits", ""], ["not known", ""]]
