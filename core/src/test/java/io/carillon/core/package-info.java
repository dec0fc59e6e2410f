/** Tests of the words of Carillon. */
@NullMarked
package io.carillon.core;

import org.jspecify.annotations.NullMarked;
