@NullMarked
package io.carillon.server.main;

import org.jspecify.annotations.NullMarked;
