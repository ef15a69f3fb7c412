/* Kept tickets: the protocol of outbox and merge, small enough to look at every course it can take.
 *
 * Two kiosks, two desks, one server. Any link may be cut and heal; what is on its way is then lost, or comes late. One kiosk is killed.
 * A visitor is their request key. What is written in upper case after `broken` is a way to break the protocol: the search must notice it.
 *
 *   spin -a protocol.pml && cc -O2 -DSAFETY -o pan pan.c && ./pan                       no course ends badly
 *   spin -a protocol.pml && cc -O2 -DNP -DNOREDUCE -o pan pan.c && ./pan -l             every course ends
 *   spin -a -DBREAK=KEEPS_FIRST_NUMBER protocol.pml && ...                              must find an error
 */
#define VISITORS 3
#define CUTS 2    /* partitions of one link each */
#define KILLS 1   /* kills of a kiosk */
#define SLIPS 1   /* impatience: a double tap, a resend while the answer is on its way, a desk's act that its sender gave up */
#define NOBODY VISITORS

/* Ways to break it. To add one: 1. a name here; 2. what it changes, below; the test finds it by itself. */
#define CHECK_IN_IGNORES_KEY 1
#define TAKE_IN_IGNORES_KEY 2
#define KEEPS_FIRST_NUMBER 3
#define STAYS_NO_SHOW 4
#define REPEAT_RENEWS 5
#define SHOWN_BEFORE_WRITTEN 6
#define DELETED_WHEN_SENT 7
#define ANY_ANSWER_DELETES 8
#define ALL_SENT_AT_ONCE 9
#define OUTBOX_IN_MEMORY 10
#define BLOCK_FORGOTTEN 11
#define ONE_BLOCK_FOR_ALL 12
#define LATE_ANSWER_SHOWN 13
#define KNOWN_KEY_REFUSED 14
#define ENDS_UNSEEN 15
#define HASTY_NO_SHOW 16
#define CALL_IN_TWO_STEPS 17
#ifndef BREAK
#define BREAK 0
#endif
#define broken(way) (BREAK == way)

mtype = { NOWHERE, WAITING, CALLED, SERVED, NO_SHOW };   /* where a visit stands */
mtype = { GREETING, ASKING, WRITTEN };                   /* what a kiosk is at: WRITTEN is in the outbox and not yet shown */
mtype = { NOTHING, CALL, CALL_THIS, START, END };        /* what a desk asks for */

/* The server: durable, one turn at a time. */
mtype stands[VISITORS] = NOWHERE;
byte number[VISITORS];        /* server's numbers 1, 2, ..; a kiosk's own 11, 12, .. and 21, 22, ..; 0 for none */
byte with_desk[VISITORS];     /* the desks that have called it, a bit each */
byte tickets;                 /* server's numbers given */
byte taken_up_to[2];          /* a kiosk's last own number that was taken in */

/* A kiosk: outbox and block are durable, phase and visitor are not. It is away while its outbox holds anything: no flag to forget. */
byte block[2];                /* own numbers given */
bool kept[VISITORS];          /* the items, with their own numbers */
mtype phase[2] = GREETING;
byte here[2];
byte next;                    /* the next visitor to come in */
#define item(w, k) (kept[w] && at[w] == k)
#define away(k) (item(0, k) || item(1, k) || item(2, k))
#define first(w, k) (item(w, k) && !earlier(0, w, k) && !earlier(1, w, k) && !earlier(2, w, k))
#define earlier(a, w, k) (item(a, k) && own[a] < own[w])

/* A desk's screen: whom it shows as called, and the number it shows. It holds no truth. */
byte screen[2] = NOBODY;
byte seen[2];
mtype late[2] = NOTHING;      /* an act that the desk has given up and the server has not done yet */
byte late_whom[2];
byte late_seen[2];

/* In a visitor's hand, and on the way between kiosk and server: a bag, for what is late overtakes and is overtaken. */
byte shown[VISITORS];
byte at[VISITORS];            /* the kiosk */
byte own[VISITORS];           /* the number that its outbox gave */
byte asked[VISITORS];         /* check_in requests */
byte told[VISITORS];          /* answer to one: the number */
byte handed[VISITORS];        /* take_in requests */
bool taken[VISITORS];         /* answer to one */

byte cuts = CUTS, kills = KILLS, slips = SLIPS;

#define at_it(v) (next > v && phase[at[v]] != GREETING && here[at[v]] == v)
#define same(a, b) (number[a] != 0 && number[a] == number[b])

inline put_in_line(who, as) {
    assert(stands[who] == NOWHERE);                          /* no key has two visits */
    stands[who] = WAITING;
    give_number(who, as)
}

inline give_number(who, as) {
    number[who] = as;
    assert(!same(0, 1) && !same(0, 2) && !same(1, 2))        /* no number is held by two */
}

/* Server's turn: check_in(key). */
inline check_in(who) {
    if
    :: stands[who] == NOWHERE || broken(CHECK_IN_IGNORES_KEY) -> tickets++; put_in_line(who, tickets)
    :: else
    fi;
    told[who] = number[who]
}

/* Server's turn: take_in(key, own number). The shown number wins; what was ended before anybody could know it, is reinstated. */
inline take_in(who, k) {
    if
    :: broken(KNOWN_KEY_REFUSED) && stands[who] != NOWHERE && number[who] != own[who] -> skip
    :: else -> take(who, k)
    fi
}

inline take(who, k) {
    if
    :: number[who] != own[who] ->
        assert(own[who] == 10 * (k + 1) + taken_up_to[k] + 1); taken_up_to[k]++;    /* in the order of issue, without a gap */
        if
        :: stands[who] == NOWHERE || broken(TAKE_IN_IGNORES_KEY) -> put_in_line(who, own[who])
        :: else ->
            assert(stands[who] != SERVED);
            if :: !broken(KEEPS_FIRST_NUMBER) -> give_number(who, own[who]) :: else fi;
            if :: stands[who] == NO_SHOW && !broken(STAYS_NO_SHOW) -> stands[who] = WAITING :: else fi
        fi
    :: else ->                                                                      /* a repeat changes nothing */
        if :: broken(REPEAT_RENEWS) -> stands[who] = WAITING; with_desk[who] = 0 :: else fi
    fi;
    taken[who] = true
}

/* Server's turn: a desk's act on the visit `who`, decided when its screen showed the number `as`. It is refused when that is not so any more. */
inline act(d, what, who, as) {
    if
    :: what == CALL ->
        if
        :: stands[0] == WAITING -> mark_called(d, 0)
        :: stands[1] == WAITING -> mark_called(d, 1)
        :: stands[2] == WAITING -> mark_called(d, 2)
        :: else
        fi
    :: what == CALL_THIS -> mark_called(d, who)
    :: what == START || what == END ->
        if
        :: stands[who] == CALLED && with_desk[who] == d + 1 && (number[who] == as || broken(ENDS_UNSEEN)) ->
            with_desk[who] = 0;
            if
            :: what == START -> stands[who] = SERVED; assert(shown[who] == number[who])
            :: else -> stands[who] = NO_SHOW
            fi
        :: else
        fi
    fi
}

inline mark_called(d, who) {
    assert(with_desk[who] == 0);                             /* nobody is called by two desks at once */
    stands[who] = CALLED;
    with_desk[who] = d + 1
}

/* A desk presses a key: the server does it, or the desk gives it up and the server does it later. Either way the desk then reads again. */
inline press(d, what, who, as) {
    if
    :: act(d, what, who, as)
    :: slips > 0 && late[d] == NOTHING -> slips--; late[d] = what; late_whom[d] = who; late_seen[d] = as
    fi;
    screen[d] = NOBODY; seen[d] = 0
}

inline hand_out(who, as) {
    assert(shown[who] == 0);
    assert(shown[0] != as && shown[1] != as && shown[2] != as);
    shown[who] = as
}

/* In one transaction: the next number of the block, and the item. */
inline write(k, who) {
    block[k]++;
    own[who] = 10 * (broken(ONE_BLOCK_FOR_ALL) -> 1 : k + 1) + block[k];
    kept[who] = true
}

/* No answer in time, or away anyhow: written first, shown next. */
inline keep(k, who) {
    if
    :: broken(SHOWN_BEFORE_WRITTEN) -> hand_out(who, 10 * (k + 1) + block[k] + 1)
    :: else -> write(k, who)
    fi;
    phase[k] = WRITTEN
}

inline delete_first(k) {
    if :: first(0, k) -> kept[0] = false :: first(1, k) -> kept[1] = false :: first(2, k) -> kept[2] = false :: else fi
}

#define on_its_way(w, k) (at[w] == k && (asked[w] || told[w] || handed[w] || taken[w]))
inline lose(w, k) {
    if
    :: on_its_way(w, k) -> perhaps_lost(asked[w]); perhaps_lost(told[w]); perhaps_lost(handed[w]); perhaps_lost(taken[w])
    :: else
    fi
}
inline perhaps_lost(some) {
    if :: some > 0 -> some = 0 :: true fi
}

inline forget_answers(k, who) { if :: at[who] == k -> told[who] = 0; taken[who] = false :: else fi }

proctype Kiosk(byte k) {
end:
    do
    /* A visitor confirms. The two kiosks are alike, so the first visitor is at the first. */
    :: atomic { phase[k] == GREETING && next < VISITORS && (next > 0 || k == 0) ->
        here[k] = next; at[next] = k; next++;
        if
        :: away(k) -> keep(k, here[k])
        :: else -> asked[here[k]]++; phase[k] = ASKING
        fi }
    /* A double tap or a retry: the same key. */
    :: atomic { phase[k] == ASKING && slips > 0 -> slips--; asked[here[k]]++ }
    /* No answer in time. */
    :: atomic { phase[k] == ASKING -> keep(k, here[k]) }
    :: atomic { phase[k] == WRITTEN ->
        if
        :: broken(SHOWN_BEFORE_WRITTEN) -> write(k, here[k])
        :: else -> hand_out(here[k], own[here[k]])
        fi;
        phase[k] = GREETING; here[k] = 0 }
    /* Killed: what is not durable is gone, and so are the answers that were on their way to it. */
    :: atomic { kills > 0 ->
        kills--;
        phase[k] = GREETING; here[k] = 0;
        forget_answers(k, 0); forget_answers(k, 1); forget_answers(k, 2);
        if :: broken(OUTBOX_IN_MEMORY) -> delete_first(k); delete_first(k); delete_first(k) :: else fi;
        if :: broken(BLOCK_FORGOTTEN) -> block[k] = 0 :: else fi }
    /* Cut off and healed. */
    :: atomic { cuts > 0 && (on_its_way(0, k) || on_its_way(1, k) || on_its_way(2, k)) ->
        cuts--;
        lose(0, k); lose(1, k); lose(2, k) }
    od
}

/* What is on its way between a visitor's kiosk and the server. */
#define k at[who]
proctype Mail(byte who) {
end:
    do
    :: atomic { asked[who] > 0 -> asked[who]--; check_in(who) }
    :: atomic { told[who] > 0 ->
        if
        :: at_it(who) && phase[k] == ASKING -> hand_out(who, told[who]); phase[k] = GREETING; here[k] = 0
        :: else -> if :: broken(LATE_ANSWER_SHOWN) -> shown[who] = told[who] :: else fi   /* else: the visitor has another number */
        fi;
        told[who] = 0 }
    /* The outbox drains: the oldest item, and the next one only when that was answered. It is sent again when it was lost (time tells),
       and once in a while too early. */
    :: atomic { (first(who, k) || broken(ALL_SENT_AT_ONCE) && kept[who]) &&
                (handed[who] == 0 && !taken[who] || handed[who] < 2 && slips > 0) ->
        if :: handed[who] > 0 || taken[who] -> slips-- :: else fi;
        handed[who]++;
        if :: broken(DELETED_WHEN_SENT) -> kept[who] = false :: else fi }
    :: atomic { handed[who] > 0 -> handed[who]--; take_in(who, k) }
    :: atomic { taken[who] ->
        taken[who] = false;
        if
        :: broken(ANY_ANSWER_DELETES) -> delete_first(k)
        :: else -> kept[who] = false
        fi }
    od
}
#undef k

#define has(w) (with_desk[w] == d + 1)
#define whom screen[d]
proctype Desk(byte d) {
end:
    do
    /* It reads what is so: by its feed, by an answer, or again after an answer that did not come. */
    :: atomic { whom != NOBODY && (!has(whom) || seen[d] != number[whom]) -> whom = NOBODY; seen[d] = 0 }
    :: atomic { whom == NOBODY && (has(0) || has(1) || has(2)) ->
        if :: has(0) -> whom = 0 :: has(1) -> whom = 1 :: has(2) -> whom = 2 fi;
        seen[d] = number[whom] }
    :: atomic { whom == NOBODY && (stands[0] == WAITING || stands[1] == WAITING || stands[2] == WAITING) ->
        if
        :: !broken(CALL_IN_TWO_STEPS) -> press(d, CALL, 0, 0)
        :: broken(CALL_IN_TWO_STEPS) && late[d] == NOTHING ->
            late[d] = CALL_THIS;
            if
            :: stands[0] == WAITING -> late_whom[d] = 0
            :: stands[1] == WAITING -> late_whom[d] = 1
            :: stands[2] == WAITING -> late_whom[d] = 2
            fi
        :: else
        fi }
    /* The visitor saw their number called and stands here; the screen shows it, too. */
    :: atomic { whom != NOBODY && has(whom) && shown[whom] == number[whom] && seen[d] == number[whom] ->
        press(d, START, whom, seen[d]) }
    /* Nobody has the number that the screen shows, and nobody comes. A check-in is done, or given up, before a desk may give up waiting. */
    :: atomic { whom != NOBODY && shown[whom] != seen[d] && (!at_it(whom) || broken(HASTY_NO_SHOW)) ->
        press(d, END, whom, seen[d]) }
    :: atomic { late[d] != NOTHING ->
        act(d, late[d], late_whom[d], late_seen[d]);
        late[d] = NOTHING; late_whom[d] = 0; late_seen[d] = 0 }
    od
}

/* When nothing can happen any more: links are whole, and everybody has had their turn. */
inline ended_well(who) {
    assert(!asked[who] && !told[who] && !handed[who] && !taken[who]);
    assert(shown[who] == 0 || (stands[who] == SERVED && number[who] == shown[who]));           /* nobody with a ticket is lost */
    assert(shown[who] != 0 || stands[who] == NOWHERE || stands[who] == NO_SHOW)                /* and nothing is left over */
}

init {
    atomic { run Kiosk(0); run Kiosk(1); run Mail(0); run Mail(1); run Mail(2); run Desk(0); run Desk(1) }
    atomic { timeout ->
        assert(next == VISITORS);
        assert(!away(0) && !away(1));
        assert(taken_up_to[0] == block[0] && taken_up_to[1] == block[1]);
        ended_well(0); ended_well(1); ended_well(2) }
}
