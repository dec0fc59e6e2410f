@NullMarked
package io.carillon.tls;

import org.jspecify.annotations.NullMarked;
