package io.carillon.server.http;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Finds what a path leads to, one segment at a time; a literal segment goes before a parameter.
 * Thread-safe once it is filled.
 */
final class PathTree {
  private final Node root = new Node();

  /** Adds a route under a path whose parameters stand in braces. */
  void add(String path, Route route) {
    Node node = root;
    for (String segment : segments(path)) {
      node = segment.startsWith("{") ? node.parameterNode() : node.literalNode(segment);
    }
    if (node.byMethod.put(route.spec().method(), new Target(route, path)) != null) {
      throw new IllegalStateException("two routes for " + route.spec().method() + " " + path);
    }
  }

  /** What the path leads to, or null. */
  @Nullable Found find(String path) {
    List<String> values = new ArrayList<>(2);
    Node node = root;
    for (String segment : segments(path)) {
      Node next = node.literals.get(segment);
      if (next == null) {
        next = node.parameter;
        values.add(segment);
      }
      if (next == null || segment.isEmpty()) {
        return null;
      }
      node = next;
    }
    return node.byMethod.isEmpty() ? null : new Found(node.byMethod, values);
  }

  /** Of the root there are none. */
  private static List<String> segments(String path) {
    if (path.equals("/")) {
      return List.of();
    }
    List<String> segments = new ArrayList<>(6);
    int from = 1;
    for (int slash = path.indexOf('/', 1); slash >= 0; slash = path.indexOf('/', from)) {
      segments.add(path.substring(from, slash));
      from = slash + 1;
    }
    segments.add(path.length() < from ? "" : path.substring(from));
    return segments;
  }

  /**
   * A path that is served.
   *
   * @param byMethod what each method runs
   * @param values of the path's parameters, in order
   */
  record Found(Map<String, Target> byMethod, List<String> values) {
    /** For an Allow header. */
    List<String> methods() {
      Set<String> methods = new TreeSet<>(byMethod.keySet());
      if (target("HEAD") != null) {
        methods.add("HEAD");
      }
      return List.copyOf(methods);
    }

    /** What the method runs; HEAD runs GET, unless that streams. */
    @Nullable Target target(String method) {
      Target target = byMethod.get(method.equals("HEAD") ? "GET" : method);
      boolean isEndless = target != null && target.route().handler() instanceof Handler.Stream;
      return isEndless && method.equals("HEAD") ? null : target;
    }
  }

  /** A route, and the path that it was found under. */
  record Target(Route route, List<String> parameterNames) {
    Target(Route route, String path) {
      this(
          route,
          segments(path).stream()
              .filter(segment -> segment.startsWith("{"))
              .map(segment -> segment.substring(1, segment.length() - 1))
              .toList());
    }
  }

  private static final class Node {
    final Map<String, Node> literals = new HashMap<>();
    final Map<String, Target> byMethod = new TreeMap<>();
    @Nullable Node parameter;

    Node literalNode(String segment) {
      return literals.computeIfAbsent(segment, _ -> new Node());
    }

    Node parameterNode() {
      Node node = parameter;
      if (node == null) {
        node = new Node();
        parameter = node;
      }
      return node;
    }
  }
}
