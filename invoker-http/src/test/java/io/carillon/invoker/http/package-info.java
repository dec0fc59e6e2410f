/** Tests of the invoker against real servers in the same process. */
@NullMarked
package io.carillon.invoker.http;

import org.jspecify.annotations.NullMarked;
