/** Who may do what: API keys, and what they allow. */
@NullMarked
package io.carillon.server.access;

import org.jspecify.annotations.NullMarked;
