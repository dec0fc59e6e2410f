/** Log output: text or JSON, console and file. */
@NullMarked
package io.carillon.server.log;

import org.jspecify.annotations.NullMarked;
