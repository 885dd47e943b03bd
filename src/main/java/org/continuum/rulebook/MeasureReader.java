package org.continuum.rulebook;

import java.math.BigDecimal;
import java.util.List;
import java.util.Locale;
import org.continuum.rules.Amount;
import org.continuum.rules.Count;
import org.continuum.rules.Duration;
import org.continuum.rules.Every;
import org.continuum.rules.Exists;
import org.continuum.rules.Expression;
import org.continuum.rules.Governing;
import org.continuum.rules.Moment;
import org.continuum.rules.Path;
import org.continuum.rules.Selection;
import org.continuum.rules.Served;
import org.continuum.rules.Sum;
import org.continuum.rules.Test;
import org.jspecify.annotations.Nullable;

/** Reads measures: the rules that look at records by themselves, without other rules inside. */
final class MeasureReader {
    private final ConditionReader small;

    MeasureReader(ConditionReader small) {
        this.small = small;
    }

    private List<Test> must(Place at) {
        Place must = at.at("must");
        return must.isMissing() ? List.of() : small.tests(must);
    }

    private @Nullable Selection awaits(Place at) {
        return at.optional("awaits", small::plain);
    }

    Expression exists(Place at) {
        at.object("kind", "where", "within", "must", "awaits");
        return new Exists(small.selection(at), must(at), awaits(at));
    }

    Expression governing(Governing.By by, Place at) {
        Path best = null;
        if (by == Governing.By.BEST) {
            at.object("kind", "where", "within", "must", "awaits", "by");
            best = at.needed("by", small::path);
        } else {
            at.object("kind", "where", "within", "must", "awaits");
        }
        return new Governing(by, best, small.selection(at), must(at), awaits(at));
    }

    Expression every(Place at) {
        at.object("kind", "where", "within", "must");
        return new Every(small.selection(at), at.needed("must", small::tests));
    }

    Expression count(Place at) {
        at.object("kind", "where", "within", "distinct", "atLeast", "atMost");
        Amount least = at.optional("atLeast", small::amount);
        Amount most = at.optional("atMost", small::amount);
        Selection of = small.selection(at);
        Path distinct = at.optional("distinct", small::path);
        if (least == null && most == null) {
            at.wrong("A count needs a bound.", "Add atLeast or atMost.");
            return ExpressionReader.STAND_IN;
        }
        return new Count(of, distinct, least, most);
    }

    Expression sum(Place at) {
        at.object("kind", "where", "within", "of", "take", "lump", "caps", "parts", "carryOver", "atLeast", "atMost");
        Amount least = at.optional("atLeast", small::amount);
        Amount most = at.optional("atMost", small::amount);
        List<Sum.Part> parts = at.list("parts", 0, 50, this::part);
        if (least == null && (most == null || !parts.isEmpty())) {
            at.wrong("A sum needs a bound, and its parts a total.", "Add atLeast, or atMost.");
            least = new Amount.Fixed(BigDecimal.ONE);
        }
        return new Sum(
                small.selection(at),
                at.needed("of", this::terms),
                at.optional("take", this::take),
                at.optional("lump", place -> {
                    place.object("by", "atLeast");
                    return new Sum.Lump(place.needed("by", small::path), place.needed("atLeast", small::amount));
                }),
                at.list("caps", 0, 50, place -> {
                    place.object("where", "atMost");
                    return new Sum.Cap(place.needed("where", small::tests), place.needed("atMost", small::amount));
                }),
                parts,
                at.optional("carryOver", this::carryOver),
                least,
                most);
    }

    private List<Sum.Term> terms(Place place) {
        Amount one = new Amount.Fixed(BigDecimal.ONE);
        if (!place.node().isArray()) {
            return List.of(new Sum.Term(small.path(place), one));
        }
        List<Sum.Term> terms = place.items(1, 20).stream()
                .map(item -> {
                    item.object("field", "times");
                    Amount times = item.optional("times", small::amountOfRecord);
                    return new Sum.Term(item.needed("field", small::path), times == null ? one : times);
                })
                .toList();
        return terms.isEmpty() ? List.of(new Sum.Term(Path.of("?"), one)) : terms;
    }

    private Sum.Take take(Place place) {
        place.object("per", "which");
        String which = place.text("which");
        if (!which.equals("best") && !which.equals("latest")) {
            place.at("which").wrong("One of best and latest counts.", "Write one of them.");
        }
        return new Sum.Take(place.needed("per", small::path), which.equals("best"));
    }

    private Sum.Part part(Place place) {
        place.object("title", "where", "atLeast", "share");
        Amount least = place.optional("atLeast", small::amount);
        BigDecimal share = place.optional("share", Place::number);
        if ((least == null) == (share == null)) {
            place.wrong("A part asks for either an amount or a share.", "Give one of atLeast and share.");
        } else if (share != null && (share.signum() <= 0 || share.compareTo(BigDecimal.ONE) > 0)) {
            place.at("share").wrong("A share lies above 0 and up to 1.", "Write 15 percent as 0.15.");
        }
        return new Sum.Part(place.text("title"), place.needed("where", small::tests), least, share);
    }

    private Sum.CarryOver carryOver(Place place) {
        place.object("from", "excessOver", "earnedWithin", "atMost");
        return new Sum.CarryOver(
                place.needed("from", small::plain),
                place.needed("excessOver", small::amount),
                place.optional("earnedWithin", small::window),
                place.needed("atMost", small::amount));
    }

    Expression duration(Place at) {
        at.object("kind", "where", "within", "from", "to", "clip", "less", "unit", "calendar", "atLeast");
        Duration duration = new Duration(
                small.selection(at),
                at.needed("from", small::path),
                at.needed("to", small::path),
                at.optional("clip", small::window),
                at.optional("less", small::plain),
                at.needed(
                        "unit",
                        place -> place.word(
                                Duration.Unit.class, unit -> unit.name().toLowerCase(Locale.ROOT))),
                at.at("calendar").isMissing() ? null : small.calendar(at),
                at.needed("atLeast", small::amount));
        if (duration.calendar() != null && duration.unit() != Duration.Unit.DAYS) {
            at.at("unit").wrong("A calendar counts its days.", "Write unit: days, or leave the calendar out.");
        }
        return duration;
    }

    Expression served(Place at) {
        at.object("until", "absences", "calendar");
        String calendar = at.at("calendar").isMissing() ? null : small.calendar(at);
        Moment until = at.needed("until", small::moment);
        Served.Absences absences = at.optional("absences", place -> {
            place.object("kind", "where", "within", "days", "onlyFrom");
            return new Served.Absences(
                    small.selection(place), place.needed("days", small::path), place.needed("onlyFrom", Place::amount));
        });
        return new Served(until, absences, calendar);
    }
}
