"""The parts that screens are made of. Which part for what, on one page.

**Colours** `ui.theme`: `theme.apply(app, Theme.load(Look.LIGHT))` once at the start; `theme.apply(window, ...)` gives one window another look.
While painting: `theme.of(self).color(Token.ACCENT)`. A plain widget gets a ground by `widget.setProperty("ground", "paper" | "surface" |
"sunk" | "plinth")` (with `setAttribute(WA_StyledBackground)` on a bare QWidget). Plain Qt widgets (fields, lists, tables, scroll bars) are styled by
`resources/themes/app.qss`; a field without its own frame has the property `part="bare"`.

**Sizes** `sizes.KioskSizes(dpi, text)` in millimetres and capital heights; `sizes.StaffSizes(scale)` in px at 96 an inch. Both name lettering by
role (`sizes.body`, `sizes.label`, ...). No size is written twice: take it from there; `sizes.px(n)` turns a length of the design into pixels.

**Text** `lettering.Lettering` is how a text is set (size, weight, line height, spacing, tabular figures: always, but on ticket numbers).
- `paragraph.Paragraph(text, lettering, Token.INK2, lead="Why:")` for every text on a page. It wraps, and is a QLabel to assistive technology: never
  set an accessible name on it. `most_lines=1` cuts with an ellipsis (lists of staff windows only).
- `lettering.lay_out(Wording(text, lettering), width).paint(painter, box, color)` inside a paintEvent or a delegate; it is cached.
- `fonts.name_font(name, px)` for a language's name in its own script.

**Acting**
- `button.Button(text, Kind, Build, icon=, icon_after=, key=)`. `Kind.PRIMARY` one a page; `SECONDARY`; `CHANGE`; `WAITING` (before an answer);
  `FIELD`; `CHOSEN`; `LINK`; `QUIET` (staff: word and icon alone); `PLINTH` and `PLINTH_MAIN` (action bar, with `Build.action_bar(sizes)`); `HELP`.
  `Build.kiosk(sizes)`, `Build.staff(sizes, height=40)`. Not lawful now: `button.set_dim("why not")`, and say `button.dim_reason` when it is pressed.
  In-place word changes: `set_words`, not `setText`.
- `key_cap.KeyCap("F2", lettering)` where the key stands apart from its button.
- `switch.Switch` what is on or off, for assistive technology, too: base of the choice cards and of the aids.
- `check_box.CheckBox` for steps to tick; `choice_card.ChoiceCard` for a visitor's choices; `access_strip.AccessStrip` at the kiosk.

**Saying**
- `pill.Pill(text, icon, lettering)` a fact; `banner.Banner` one sentence and one act (`tell`, `clear`), never stacked.
- `wait_bar.WaitBar(Wait(minutes, target, words))`; in a delegate `paint_wait_bar(painter, wait, box, theme)`. `shape.Shape`, `shape.paint_shape`
  for circle, diamond, triangle alone; colours in `shape.TOKENS[level]` (`greeter.views.levels`).
- `range_bar.RangeBar` an honest range; `ticket_card.TicketCard` a ticket with its code; `mark.Mark` the office's mark.
- `icon.Icon("house", 24, Token.ACCENT)`, `icon.TintedIcon`, `icon.paint_icon(painter, name, box, color)`. Names: files in `resources/icons`. An icon
  never stands without a word.
- `surface.Card` a ground with an outline; `surface.Rule` a line between things; `surface.Ground(...).paint(painter, box)` in a paintEvent.

**Focus** `focus_ring.FocusRing(window)`, one per window, made last. A widget may have `ring_radius`; on dark or lamp grounds set its property `on` to
`OnGround.PLINTH` or `OnGround.LAMP`.

**Right to left** lay out with Qt's layouts, or mirror boxes by `place.mirrored(widget, box)`; parts mirror themselves.
"""
