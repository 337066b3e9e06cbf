/*
 * One line and its measure. This file knows in which order blanks shrink and grow; it refuses to
 * know where the line was broken and why. What is given to several blanks is dealt out so that the
 * sum is exact to the last unit.
 */
#include "layout/line/fitline.h"

enum stage {
	WORD_SPACES,
	BRACKETS,
	COMMAS,
	GAPS,
	STOPS,
	N_STAGES
};

static lh_emu over(lh_emu value, lh_emu least)
{
	return value > least ? value - least : 0;
}

/* What a character can give in a stage. Lead at the start of a line and what follows its last
 * character are not set at all, so they give nothing. */
static lh_emu give_in(const lh__char *c, enum stage stage, bool starts, bool ends)
{
	if (c->fixed)
		return 0;
	switch (stage) {
	case WORD_SPACES:
		return c->cls == LH__SPACE ? over(c->body, LH__SPACE_LEAST(c->em)) : 0;
	case BRACKETS:
		if (c->cls == LH__OPEN)
			return starts ? 0 : c->lead;
		return c->cls == LH__CLOSE && !ends ? c->trail : 0;
	case COMMAS:
		return c->cls == LH__COMMA && !ends ? c->trail : 0;
	case GAPS:
		return ends ? 0 : over(c->gap, LH__GAP_LEAST(c->em));
	case STOPS:
		return c->cls == LH__STOP && !ends ? c->trail : 0;
	case N_STAGES:
		break;
	}
	return 0;
}

static void take(lh__char *c, enum stage stage, lh_emu part)
{
	switch (stage) {
	case WORD_SPACES:
		c->body -= part;
		break;
	case BRACKETS:
		if (c->cls == LH__OPEN)
			c->lead -= part;
		else
			c->trail -= part;
		break;
	case COMMAS:
	case STOPS:
		c->trail -= part;
		break;
	case GAPS:
		c->gap -= part;
		break;
	case N_STAGES:
		break;
	}
}

void lh__line_shrink(lh__chars *chars, size_t from, size_t to, int64_t less)
{
	for (enum stage stage = WORD_SPACES; stage < N_STAGES && less > 0; stage++) {
		int64_t room = 0;
		for (size_t i = from; i < to; i++)
			room += give_in(&chars->at[i], stage, i == from, i + 1 == to);
		int64_t share = less < room ? less : room, seen = 0, done = 0;
		for (size_t i = from; i < to && done < share; i++) {
			lh__char *c = &chars->at[i];
			seen += give_in(c, stage, i == from, i + 1 == to);
			int64_t upto = share * seen / room;
			take(c, stage, (lh_emu)(upto - done));
			done = upto;
		}
		less -= share;
	}
}

typedef lh_emu (*room_fn)(const lh__char *c);

static lh_emu space_room(const lh__char *c)
{
	return c->cls == LH__SPACE && !c->fixed ? over(c->em / 2, c->body) : 0;
}

static lh_emu gap_room(const lh__char *c)
{
	return c->gap > 0 && !c->fixed ? over(c->em / 3, c->gap) : 0;
}

/* Deal `more` out over the boundaries, to each at most its room; what is left comes back. */
static int64_t deal(lh__chars *chars, size_t from, size_t to, int64_t more, room_fn room_of)
{
	int64_t room = 0, seen = 0, done = 0;
	for (size_t i = from; i + 1 < to; i++)
		room += room_of(&chars->at[i]);
	int64_t share = more < room ? more : room;
	for (size_t i = from; i + 1 < to && done < share; i++) {
		lh__char *c = &chars->at[i];
		seen += room_of(c);
		int64_t upto = share * seen / room;
		c->gap += (lh_emu)(upto - done);
		done = upto;
	}
	return more - share;
}

void lh__line_stretch(lh__chars *chars, size_t from, size_t to, int64_t more)
{
	int64_t spaces = 0, gaps = 0, places = 0;
	for (size_t i = from; i + 1 < to; i++) {
		spaces += space_room(&chars->at[i]);
		gaps += gap_room(&chars->at[i]);
		places += chars->at[i].stretch;
	}
	if (more <= 0 || to <= from)
		return;
	/* A line that would fall apart is better left short. */
	int64_t evenly = more - spaces - gaps;
	if (evenly > 0 && (places == 0 || evenly / places > chars->at[from].em / 2))
		return;
	more = deal(chars, from, to, more, space_room);
	more = deal(chars, from, to, more, gap_room);
	int64_t seen = 0, done = 0;
	for (size_t i = from; i + 1 < to && more > done; i++) {
		seen += chars->at[i].stretch;
		int64_t upto = more * seen / places;
		chars->at[i].gap += (lh_emu)(upto - done);
		done = upto;
	}
}

/* A word of letters is spread too; only what is one stroke or one fitted run stays together. */
static bool may_spread(const lh__char *c)
{
	return !(c->fixed && c->run == c[1].run && c->cls != LH__SPACE) && c[1].cls != LH__MARK &&
	       !((c->cls == LH__DASH || c->cls == LH__ELLIPSIS) && c->cp == c[1].cp);
}

void lh__line_spread(lh__chars *chars, size_t from, size_t to, int64_t more)
{
	int64_t places = 0, seen = 0, done = 0;
	for (size_t i = from; i + 1 < to; i++) {
		lh__char *c = &chars->at[i];
		if (may_spread(c) && !c->fixed) {
			more += c->gap;
			c->gap = 0;
		}
		places += may_spread(c);
	}
	if (more <= 0 || places == 0)
		return;
	for (size_t i = from; i + 1 < to; i++) {
		seen += may_spread(&chars->at[i]);
		int64_t upto = more * seen / places;
		chars->at[i].gap += (lh_emu)(upto - done);
		done = upto;
	}
}
