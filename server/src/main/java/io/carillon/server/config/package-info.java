/** Settings: one table, four sources, and a typed record for each component. */
@NullMarked
package io.carillon.server.config;

import org.jspecify.annotations.NullMarked;
