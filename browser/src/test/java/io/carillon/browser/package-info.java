/** The dashboard in a real browser. */
@NullMarked
package io.carillon.browser;

import org.jspecify.annotations.NullMarked;
