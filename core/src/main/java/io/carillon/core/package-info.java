/**
 * The words of Carillon as types: jobs, executions, policies, the lifecycle, and the ports through
 * which the engine and the API reach a store and the network. Knows no JSON, JDBC, HTTP or Vert.x.
 */
@NullMarked
package io.carillon.core;

import org.jspecify.annotations.NullMarked;
