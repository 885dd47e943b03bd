package org.continuum.rulebook;

import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertSame;

import java.util.List;
import org.continuum.rules.Exists;
import org.continuum.rules.Requirement;
import org.continuum.rules.Selection;
import org.junit.jupiter.api.Test;

/** What an assessment has looked for once it does not look for again, wherever in the document it is asked for. */
class SharedSelectionsTest {
    @Test
    void theSameSelectionIsOneAndAnotherIsNot() {
        List<Selection> selections = Documents.read("""
                id: shared
                version: "1"
                title: Shared
                authority: An example board
                standing: synthetic
                licenseTypes: [license]
                enacted: 2000-01-01
                effective: {from: 2000-01-01}
                zone: UTC
                definitions:
                  fit: {exists: {kind: exam-result, where: {test: T}, within: {last: P1Y, before: asOf}}}
                requirements:
                  - {id: A, title: a, citation: {label: l, mark: synthetic}, rule: {use: fit}}
                  - {id: B, title: b, citation: {label: l, mark: synthetic}, rule: {use: fit}}
                  - id: C
                    title: c
                    citation: {label: l, mark: synthetic}
                    rule:
                      exists: {kind: exam-result, where: {test: T}, within: {last: P1Y, before: asOf}, must: {score: {atLeast: 5}}}
                  - id: D
                    title: d
                    citation: {label: l, mark: synthetic}
                    rule: {exists: {kind: exam-result, where: {test: T}, within: {last: P2Y, before: asOf}}}
                """).ruleSet().requirements().stream()
                .map(Requirement::rule)
                .map(rule -> ((Exists) rule).of())
                .toList();
        assertSame(selections.get(0), selections.get(1));
        assertSame(selections.get(0), selections.get(2));
        assertNotSame(selections.get(0), selections.get(3));
    }
}
