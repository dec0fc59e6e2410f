/** Whether the server does its work, answered from memory. */
@NullMarked
package io.carillon.server.health;

import org.jspecify.annotations.NullMarked;
