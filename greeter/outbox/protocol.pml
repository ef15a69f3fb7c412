/* Kept tickets: the protocol of outbox and merge, small enough to search every course it can take (docs/decisions/0011-kept-tickets.md).
 *
 * Two kiosks, two desks, one server, some visitors, each known by a request key. A link that is cut shows in two ways only: what is on its
 * way comes late, or never. Late is anything here, for every step waits as long as it likes; `cuts` says how often things may be lost.
 *
 *   spin -a protocol.pml && cc -O2 -w -DSAFETY -o pan pan.c && ./pan          no course breaks a promise (assert)
 *   spin -a protocol.pml && cc -O2 -w -DNP -o pan pan.c && ./pan -l           every course ends: it never goes round
 *   spin -a -DBREAK=KEEPS_FIRST_NUMBER protocol.pml && ...                    the protocol broken in one place: must find an error
 */
#define VISITORS 3
#define NOBODY VISITORS
#ifndef COMING    /* all four, or none, can be given with -D */
#define COMING 3  /* visitors that come, three at most */
#define CUTS 2    /* partitions between a kiosk and the server */
#define KILLS 1   /* kills of a kiosk */
#define SLIPS 0   /* double taps, resends while the answer is on its way, acts of a desk that it gives up and that are done later */
#endif

/* Ways to break it. To add one: 1. its name here; 2. what it changes, as broken(NAME); 3. in the test, which promise that breaks. */
mtype = { NOTHING_BROKEN,
    CHECK_IN_IGNORES_KEY, TAKE_IN_IGNORES_KEY, KEEPS_FIRST_NUMBER, STAYS_NO_SHOW, STAYS_ANNOUNCED, REPEAT_RENEWS, KNOWN_KEY_REFUSED,
    SHOWN_BEFORE_WRITTEN, ASKED_THOUGH_KEPT, LATE_ANSWER_SHOWN, DELETED_WHEN_SENT, ANY_ANSWER_DELETES, ALL_SENT_AT_ONCE,
    OUTBOX_IN_MEMORY, BLOCK_FORGOTTEN, ONE_BLOCK_FOR_ALL, CALL_IN_TWO_STEPS, ANNOUNCED_AT_ONCE, SCREENS_SLOWER_THAN_THAT,
    ONE_AT_A_DESK };           /* the last breaks nothing: it is a promise that is not given */
#ifndef BREAK
#define BREAK NOTHING_BROKEN
#endif
#define broken(way) (BREAK == way)

mtype = { NOWHERE, WAITING, CALLED, SERVED, NO_SHOW };    /* where a visit stands */
mtype = { GREETING, ASKING, WRITTEN };                    /* what a kiosk is at; WRITTEN: in the outbox, not yet shown */
mtype = { NOTHING, CALL, CALL_THIS, AGAIN, START, END };  /* what a desk asks for */

/* The server: durable, one turn at a time. */
mtype stands[VISITORS] = NOWHERE;
byte number[VISITORS];        /* the server's are 1, 2, 3 (which of them does not matter), the kiosks' own 11, 12, .. and 21, 22, .. */
byte with_desk[VISITORS];     /* the desk that has called, plus one */
#define has(w, d) (with_desk[w] == d + 1)
bool again[VISITORS];         /* announced twice under its number, half a minute apart: only then may it end as a no-show */
bool was_served[VISITORS];
byte taken_up_to[2];          /* how much of a kiosk's block was taken in */

/* A kiosk: the outbox is durable, with its items and its block. What it is at is not. */
bool kept[VISITORS];
byte own[VISITORS];           /* an item's number */
byte block[2];                /* numbers of the block that were used */
mtype phase[2] = GREETING;
byte here[2];                 /* the visitor before it */
byte at[VISITORS];            /* and a visitor's kiosk */
byte next;                    /* who comes next */
#define item(w, k) (kept[w] && at[w] == k)
#define earlier(a, w, k) (item(a, k) && own[a] < own[w])
#define first(w, k) (item(w, k) && !earlier(0, w, k) && !earlier(1, w, k) && !earlier(2, w, k))
#define checks_in(w) (next > w && phase[at[w]] != GREETING && here[at[w]] == w)
#define waits(w) (checks_in(w) && phase[at[w]] == ASKING)

/* Between them: a bag, for what is late overtakes and is overtaken. An answer that nobody waits for any more does not travel. */
byte asked[VISITORS], told[VISITORS];       /* check_in: requests; the number in the answer */
byte handed[VISITORS], taken[VISITORS];     /* take_in: requests; an answer */
#define on_its_way(w, k) (at[w] == k && (asked[w] || told[w] || handed[w] || taken[w]))
byte cuts = CUTS, kills = KILLS, slips = SLIPS;

/* A desk's screen holds no truth: whom it showed as called when it last read, and the number. */
byte screen[2] = NOBODY, seen[2];
mtype late[2] = NOTHING;      /* an act that the desk has given up and the server has not done yet */
byte late_whom[2];

byte shown[VISITORS];         /* the number in a visitor's hand */

/* ---- The server's turns ---- */

inline give_number(w, new) {
    number[w] = new;
    assert(number[0] == 0 || (number[0] != number[1] && number[0] != number[2]));     /* no number is held by two */
    assert(number[1] == 0 || number[1] != number[2])
}

inline put_in_line(w, new) {
    assert(stands[w] == NOWHERE);                                                     /* no key has two visits */
    stands[w] = WAITING;
    give_number(w, new)
}

inline check_in(w) {
    if :: stands[w] == NOWHERE || broken(CHECK_IN_IGNORES_KEY) -> put_in_line(w, w + 1) :: else fi;
    if :: waits(w) || broken(LATE_ANSWER_SHOWN) -> told[w] = number[w] :: else fi
}

/* The number that was shown wins. Whoever was called under the other one is announced anew; who was given up, waits again. */
inline renumber(w) {
    assert(stands[w] != SERVED);                                                      /* nobody served changes */
    if :: !broken(KEEPS_FIRST_NUMBER) -> give_number(w, own[w]) :: else fi;
    if :: !broken(STAYS_ANNOUNCED) -> again[w] = false :: else fi;
    if :: stands[w] == NO_SHOW && !broken(STAYS_NO_SHOW) -> stands[w] = WAITING :: else fi
}

inline take_in(w, k) {
    if
    :: number[w] == own[w] ->                                                         /* a repeat changes nothing */
        if :: broken(REPEAT_RENEWS) -> stands[w] = WAITING; with_desk[w] = 0; again[w] = false :: else fi
    :: number[w] != own[w] && !(stands[w] != NOWHERE && broken(KNOWN_KEY_REFUSED)) ->
        taken_up_to[k]++;
        assert(own[w] == 10 * (k + 1) + taken_up_to[k]);                              /* in the order of issue, without a gap */
        if :: stands[w] == NOWHERE || broken(TAKE_IN_IGNORES_KEY) -> put_in_line(w, own[w]) :: else -> renumber(w) fi
    :: else
    fi;
    if :: (kept[w] || broken(ANY_ANSWER_DELETES)) && (number[w] == own[w] || !broken(KNOWN_KEY_REFUSED)) -> taken[w] = 1 :: else fi
}

inline call(w, d) {
    assert(with_desk[w] == 0);                                                        /* nobody is called by two desks */
    assert(!broken(ONE_AT_A_DESK) || (!has(0, d) && !has(1, d) && !has(2, d)));       /* not promised */
    stands[w] = CALLED; with_desk[w] = d + 1; again[w] = false
}

inline call_next(d) {
    if :: stands[0] == WAITING -> call(0, d) :: stands[1] == WAITING -> call(1, d) :: stands[2] == WAITING -> call(2, d) :: else fi
}

/* Half a minute after it was called, or got its number: its check-in is over, screens have read again, what was given up is done or never will be. */
#define half_a_minute_later(w) ((!checks_in(w) || broken(ANNOUNCED_AT_ONCE)) && (!behind(w, 0) && !behind(w, 1) || broken(SCREENS_SLOWER_THAN_THAT)))
#define behind(w, d) (screen[d] == w && seen[d] != number[w] || late[d] == END && late_whom[d] == w)

/* What a desk does with somebody called; refused when that is not lawful any more. */
inline act(what, w) {
    if
    :: stands[w] == CALLED && what == AGAIN && half_a_minute_later(w) -> again[w] = true
    :: stands[w] == CALLED && what == START ->
        assert(shown[w] == number[w] && !was_served[w]);                              /* the right one, and once */
        was_served[w] = true; stands[w] = SERVED; with_desk[w] = 0
    :: stands[w] == CALLED && what == END && again[w] -> stands[w] = NO_SHOW; with_desk[w] = 0; again[w] = false
    :: else
    fi
}

/* ---- A kiosk ---- */

inline hand_out(w, new, k) { shown[w] = new; phase[k] = GREETING; here[k] = 0 }

/* One transaction: the block's next number, and the item. */
inline write(w, k) {
    block[k]++;
    own[w] = 10 * (broken(ONE_BLOCK_FOR_ALL) -> 1 : k + 1) + block[k];
    kept[w] = true
}

/* Written first, shown next. */
inline keep(w, k) {
    if
    :: broken(SHOWN_BEFORE_WRITTEN) -> shown[w] = 10 * (k + 1) + block[k] + 1
    :: !broken(SHOWN_BEFORE_WRITTEN) && !kept[w] -> write(w, k)
    :: else
    fi;
    if :: broken(LATE_ANSWER_SHOWN) :: else -> told[w] = 0 fi;
    phase[k] = WRITTEN
}

inline delete_first(k) {
    if :: first(0, k) -> kept[0] = false :: first(1, k) -> kept[1] = false :: first(2, k) -> kept[2] = false :: else fi
}

inline forget_answers(w, k) { if :: at[w] == k -> told[w] = 0; taken[w] = 0 :: else fi }
inline perhaps(it) { if :: it > 0 -> it = 0 :: true fi }
inline lose(w, k) { if :: on_its_way(w, k) -> perhaps(asked[w]); perhaps(told[w]); perhaps(handed[w]); perhaps(taken[w]) :: else fi }

proctype Kiosk(byte k) {
end:
    do
    /* A visitor confirms. While anything is kept the kiosk may keep at once, or ask. The kiosks are alike, so the first visitor is at the first. */
    :: atomic { phase[k] == GREETING && next < COMING && (next > 0 || k == 0) ->
        here[k] = next; at[next] = k; next++;
        if :: asked[here[k]]++; phase[k] = ASKING :: item(0, k) || item(1, k) || item(2, k) -> keep(here[k], k) fi }
    /* A double tap, a retry: the same key. */
    :: d_step { phase[k] == ASKING && slips > 0 -> slips--; asked[here[k]]++ }
    :: d_step { phase[k] == WRITTEN && kept[here[k]] && slips > 0 && broken(ASKED_THOUGH_KEPT) -> slips--; asked[here[k]]++; phase[k] = ASKING }
    /* No answer in time. */
    :: d_step { phase[k] == ASKING -> keep(here[k], k) }
    :: d_step { phase[k] == WRITTEN ->
        if :: broken(SHOWN_BEFORE_WRITTEN) -> write(here[k], k) :: else fi;
        hand_out(here[k], own[here[k]], k) }
    /* Killed while it was at something: a kill at rest takes nothing. Its visitor comes again as another, with a new key. */
    :: d_step { kills > 0 && (phase[k] != GREETING || on_its_way(0, k) || on_its_way(1, k) || on_its_way(2, k)) ->
        kills--;
        phase[k] = GREETING; here[k] = 0;
        forget_answers(0, k); forget_answers(1, k); forget_answers(2, k);
        if :: broken(OUTBOX_IN_MEMORY) -> delete_first(k); delete_first(k); delete_first(k) :: else fi;
        if :: broken(BLOCK_FORGOTTEN) -> block[k] = 0 :: else fi }
    /* Cut off, and healed. */
    :: atomic { cuts > 0 && (on_its_way(0, k) || on_its_way(1, k) || on_its_way(2, k)) -> cuts--; lose(0, k); lose(1, k); lose(2, k) }
    od
}

/* What passes between a visitor's kiosk and the server. */
proctype Mail(byte w) {
end:
    do
    :: d_step { asked[w] > 0 -> asked[w]--; check_in(w) }
    :: d_step { told[w] > 0 -> if :: waits(w) -> hand_out(w, told[w], at[w]) :: else -> shown[w] = told[w] fi; told[w] = 0 }
    /* The outbox drains: the oldest item, and the next one when that was answered. It is sent again when it is lost (time tells), or too early. */
    :: d_step { (first(w, at[w]) || broken(ALL_SENT_AT_ONCE) && kept[w]) && (!handed[w] && !taken[w] || handed[w] < 2 && slips > 0) ->
        if :: handed[w] || taken[w] -> slips-- :: else fi;
        handed[w]++;
        if :: broken(DELETED_WHEN_SENT) -> kept[w] = false :: else fi }
    :: d_step { handed[w] > 0 -> handed[w]--; take_in(w, at[w]) }
    :: d_step { taken[w] > 0 -> taken[w] = 0; if :: broken(ANY_ANSWER_DELETES) -> delete_first(at[w]) :: else -> kept[w] = false fi }
    od
}

/* ---- A desk ---- */

#define in_use(d) (screen[d] != NOBODY || late[d] != NOTHING || has(0, d) || has(1, d) || has(2, d))
#define may_give_up(d) (slips > 0 && late[d] == NOTHING)
#define whom screen[d]

inline read(d) { d_step {
    if :: has(0, d) -> whom = 0 :: has(1, d) -> whom = 1 :: has(2, d) -> whom = 2 :: else -> whom = NOBODY fi;
    if :: whom != NOBODY -> seen[d] = number[whom] :: else -> seen[d] = 0 fi } }

inline give_up(d, what, w) { slips--; late[d] = what; late_whom[d] = w }

/* The server does it; or the desk gives it up, and the server does it later. Either way the desk reads again. */
inline press(d, what, w) { if :: act(what, w) :: may_give_up(d) -> give_up(d, what, w) fi; read(d) }

proctype Desk(byte d) {
end:
    do
    :: d_step { whom != NOBODY && (!has(whom, d) || seen[d] != number[whom]) || whom == NOBODY && (has(0, d) || has(1, d) || has(2, d)) -> read(d) }
    /* The first call is the first desk's: the desks are alike. */
    :: atomic { whom == NOBODY && (stands[0] == WAITING || stands[1] == WAITING || stands[2] == WAITING) && (d == 0 || in_use(0) || in_use(1)) ->
        if
        :: broken(CALL_IN_TWO_STEPS) && stands[0] == WAITING && late[d] == NOTHING -> late[d] = CALL_THIS
        :: else -> if :: call_next(d) :: may_give_up(d) -> give_up(d, CALL, NOBODY) fi; read(d)
        fi }
    /* The visitor saw their number called and stands here, and the screen shows it. */
    :: atomic { whom != NOBODY && has(whom, d) && shown[whom] == number[whom] && shown[whom] == seen[d] -> press(d, START, whom) }
    /* The number on the screen is in nobody's hand: nobody comes. It is announced again. */
    :: atomic { whom != NOBODY && shown[whom] != seen[d] && !again[whom] && half_a_minute_later(whom) -> press(d, AGAIN, whom) }
    /* Then the visit ends. The desk may not have heard yet that the visit has another number now. */
    :: atomic { whom != NOBODY && shown[whom] != seen[d] && (again[whom] || seen[d] != number[whom]) -> press(d, END, whom) }
    :: atomic { late[d] != NOTHING ->
        if :: late[d] == CALL -> call_next(d) :: late[d] == CALL_THIS -> call(late_whom[d], d) :: else -> act(late[d], late_whom[d]) fi;
        late[d] = NOTHING; late_whom[d] = 0 }
    od
}

/* ---- When nothing more can happen ---- */

inline ended_well(w) {
    assert(!shown[w] || (stands[w] == SERVED && number[w] == shown[w]));              /* nobody with a ticket is lost */
    assert(shown[w] || stands[w] == NOWHERE || stands[w] == NO_SHOW)                  /* nothing else is left over */
}

init {
    atomic { run Kiosk(0); run Kiosk(1); run Mail(0); run Mail(1); run Mail(2); run Desk(0); run Desk(1) }
    atomic { timeout ->
        assert(next == COMING && !kept[0] && !kept[1] && !kept[2]);                   /* the outboxes are empty */
        assert(taken_up_to[0] == block[0] && taken_up_to[1] == block[1]);             /* all of the blocks was taken in */
        ended_well(0); ended_well(1); ended_well(2) }
}
