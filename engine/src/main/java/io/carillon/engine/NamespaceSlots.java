package io.carillon.engine;

/** Slots that calls of one namespace have taken. Mutable, confined to the engine's thread. */
final class NamespaceSlots {
  final int namespaceKey;
  int inFlight;

  NamespaceSlots(int namespaceKey) {
    this.namespaceKey = namespaceKey;
  }
}
