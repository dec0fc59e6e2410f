/** What was measured, for people: a Markdown table and a page with plots. */
@NullMarked
package io.carillon.benchmarks.report;

import org.jspecify.annotations.NullMarked;
