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
#ifndef COMING
#define COMING 3  /* visitors that come */
#define CUTS 2    /* partitions between a kiosk and the server */
#define KILLS 1   /* kills of a kiosk */
#define SLIPS 0   /* double taps, resends while the answer is on its way, acts of a desk that it gives up and that are done later */
#endif

/* Ways to break it. To add one: 1. its name here; 2. what it changes, as broken(NAME). The test tries every name. */
#define CHECK_IN_IGNORES_KEY 1
#define TAKE_IN_IGNORES_KEY 2
#define KEEPS_FIRST_NUMBER 3
#define STAYS_NO_SHOW 4
#define REPEAT_RENEWS 5
#define KNOWN_KEY_REFUSED 6
#define SHOWN_BEFORE_WRITTEN 7
#define DELETED_WHEN_SENT 8
#define ANY_ANSWER_DELETES 9
#define ALL_SENT_AT_ONCE 10
#define LATE_ANSWER_SHOWN 11
#define OUTBOX_IN_MEMORY 12
#define BLOCK_FORGOTTEN 13
#define ONE_BLOCK_FOR_ALL 14
#define ENDS_UNSEEN 15
#define HASTY_NO_SHOW 16
#define CALL_IN_TWO_STEPS 17
#define ONE_AT_A_DESK 18       /* breaks nothing: a promise that is not given */
#ifndef BREAK
#define BREAK 0
#endif
#define broken(way) (BREAK == way)

mtype = { NOWHERE, WAITING, CALLED, SERVED, NO_SHOW };    /* where a visit stands */
mtype = { GREETING, ASKING, WRITTEN };                    /* what a kiosk is at; WRITTEN: in the outbox, not yet shown */
mtype = { NOTHING, CALL, CALL_THIS, START, END };         /* what a desk asks for */

/* The server: durable, one turn at a time. */
mtype stands[VISITORS] = NOWHERE;
byte number[VISITORS];        /* the server's are 1, 2, 3 (which of them does not matter), the kiosks' own 11, 12, .. and 21, 22, .. */
byte with_desk[VISITORS];     /* the desk that has called, plus one */
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
#define away(k) (item(0, k) || item(1, k) || item(2, k))  /* no flag that a restart could forget */
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
byte late_whom[2], late_seen[2];

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

/* The number that was shown wins. Whoever was called under another one stays called, under this one; who was ended, is reinstated. */
inline renumber(w) {
    assert(stands[w] != SERVED);
    if :: !broken(KEEPS_FIRST_NUMBER) -> give_number(w, own[w]) :: else fi;
    if :: stands[w] == NO_SHOW && !broken(STAYS_NO_SHOW) -> stands[w] = WAITING :: else fi
}

inline take_in(w, k) {
    if
    :: number[w] == own[w] ->                                                         /* a repeat changes nothing */
        if :: broken(REPEAT_RENEWS) -> stands[w] = WAITING; with_desk[w] = 0 :: else fi
    :: number[w] != own[w] && !(stands[w] != NOWHERE && broken(KNOWN_KEY_REFUSED)) ->
        taken_up_to[k]++;
        assert(own[w] == 10 * (k + 1) + taken_up_to[k]);                              /* in the order of issue, without a gap */
        if :: stands[w] == NOWHERE || broken(TAKE_IN_IGNORES_KEY) -> put_in_line(w, own[w]) :: else -> renumber(w) fi
    :: else
    fi;
    if :: (kept[w] || broken(ANY_ANSWER_DELETES)) && (number[w] == own[w] || !broken(KNOWN_KEY_REFUSED)) -> taken[w] = 1 :: else fi
}

inline mark_called(w, d) {
    assert(with_desk[w] == 0);                                                        /* nobody is called by two desks */
    assert(!broken(ONE_AT_A_DESK) || (with_desk[0] != d + 1 && with_desk[1] != d + 1 && with_desk[2] != d + 1));
    stands[w] = CALLED;
    with_desk[w] = d + 1
}

/* An act on the visit w, decided when the screen showed the number `as`: refused when that is not so any more. */
inline act(d, what, w, as) {
    if
    :: what == CALL ->
        if
        :: stands[0] == WAITING -> mark_called(0, d)
        :: stands[1] == WAITING -> mark_called(1, d)
        :: stands[2] == WAITING -> mark_called(2, d)
        :: else
        fi
    :: what == CALL_THIS -> mark_called(w, d)
    :: else ->
        if
        :: with_desk[w] == d + 1 && (number[w] == as || broken(ENDS_UNSEEN)) ->
            with_desk[w] = 0;
            if
            :: what == START ->
                assert(shown[w] == number[w] && !was_served[w]);                      /* the right one, and once */
                was_served[w] = true; stands[w] = SERVED
            :: else -> stands[w] = NO_SHOW
            fi
        :: else
        fi
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
    if :: broken(SHOWN_BEFORE_WRITTEN) -> shown[w] = 10 * (k + 1) + block[k] + 1 :: else -> write(w, k) fi;
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
    /* A visitor confirms. The kiosks are alike, so the first visitor is at the first. */
    :: d_step { phase[k] == GREETING && next < COMING && (next > 0 || k == 0) ->
        here[k] = next; at[next] = k; next++;
        if :: away(k) -> keep(here[k], k) :: else -> asked[here[k]]++; phase[k] = ASKING fi }
    /* A double tap, a retry: the same key. */
    :: d_step { phase[k] == ASKING && slips > 0 -> slips--; asked[here[k]]++ }
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
    :: atomic { cuts > 0 && (on_its_way(0, k) || on_its_way(1, k) || on_its_way(2, k)) ->
        cuts--; lose(0, k); lose(1, k); lose(2, k) }
    od
}

/* What passes between a visitor's kiosk and the server. */
proctype Mail(byte w) {
end:
    do
    :: d_step { asked[w] > 0 -> asked[w]--; check_in(w) }
    :: d_step { told[w] > 0 ->
        if :: waits(w) -> hand_out(w, told[w], at[w]) :: else -> shown[w] = told[w] fi;
        told[w] = 0 }
    /* The outbox drains: the oldest item, and the next one when that was answered. It is sent again when it is lost (time tells), or too early. */
    :: d_step { (first(w, at[w]) || broken(ALL_SENT_AT_ONCE) && kept[w]) && (!handed[w] && !taken[w] || handed[w] < 2 && slips > 0) ->
        if :: handed[w] || taken[w] -> slips-- :: else fi;
        handed[w]++;
        if :: broken(DELETED_WHEN_SENT) -> kept[w] = false :: else fi }
    :: d_step { handed[w] > 0 -> handed[w]--; take_in(w, at[w]) }
    :: d_step { taken[w] > 0 ->
        taken[w] = 0;
        if :: broken(ANY_ANSWER_DELETES) -> delete_first(at[w]) :: else -> kept[w] = false fi }
    od
}

/* ---- A desk ---- */

#define has(w, d) (with_desk[w] == d + 1)
#define in_use(d) (screen[d] != NOBODY || late[d] != NOTHING || has(0, d) || has(1, d) || has(2, d))
#define whom screen[d]

inline read(d) { d_step {
    if :: has(0, d) -> whom = 0 :: has(1, d) -> whom = 1 :: has(2, d) -> whom = 2 :: else -> whom = NOBODY fi;
    if :: whom != NOBODY -> seen[d] = number[whom] :: else -> seen[d] = 0 fi } }

/* The server does it; or the desk gives it up, and the server does it later. Either way the desk reads again. */
inline press(d, what, w) {
    if
    :: act(d, what, w, seen[d])
    :: slips > 0 && late[d] == NOTHING -> slips--; late[d] = what; late_whom[d] = w; late_seen[d] = seen[d]
    fi;
    read(d)
}

proctype Desk(byte d) {
end:
    do
    :: d_step { whom != NOBODY && (!has(whom, d) || seen[d] != number[whom]) || whom == NOBODY && (has(0, d) || has(1, d) || has(2, d)) -> read(d) }
    /* The desks are alike, so the first call is the first desk's. */
    :: atomic { whom == NOBODY && (stands[0] == WAITING || stands[1] == WAITING || stands[2] == WAITING) && (d == 0 || in_use(0) || in_use(1)) ->
        if
        :: broken(CALL_IN_TWO_STEPS) && stands[0] == WAITING && late[d] == NOTHING -> late[d] = CALL_THIS
        :: else -> press(d, CALL, 0)
        fi }
    /* The visitor saw their number called and stands here, and the screen shows it. */
    :: atomic { whom != NOBODY && has(whom, d) && shown[whom] == number[whom] && shown[whom] == seen[d] -> press(d, START, whom) }
    /* The number on the screen is in nobody's hand, so nobody comes. A desk waits longer for a visitor than a kiosk for an answer. */
    :: atomic { whom != NOBODY && shown[whom] != seen[d] && (!checks_in(whom) || broken(HASTY_NO_SHOW)) -> press(d, END, whom) }
    :: atomic { late[d] != NOTHING ->
        act(d, late[d], late_whom[d], late_seen[d]);
        late[d] = NOTHING; late_whom[d] = 0; late_seen[d] = 0 }
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
        assert(next == COMING && !away(0) && !away(1));                               /* the outboxes are empty */
        assert(taken_up_to[0] == block[0] && taken_up_to[1] == block[1]);             /* all of the blocks was taken in */
        ended_well(0); ended_well(1); ended_well(2) }
}
