@NullMarked
package io.carillon.server.alert;

import org.jspecify.annotations.NullMarked;
