package io.carillon.lock;

import java.io.IOException;
import java.io.OutputStream;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import javax.inject.Named;
import javax.inject.Singleton;
import org.apache.maven.AbstractMavenLifecycleParticipant;
import org.apache.maven.MavenExecutionException;
import org.apache.maven.eventspy.EventSpy;
import org.apache.maven.execution.MavenSession;
import org.apache.maven.execution.MojoExecutionEvent;
import org.apache.maven.execution.MojoExecutionListener;
import org.apache.maven.plugin.MojoExecutionException;
import org.eclipse.aether.RepositoryEvent;
import org.eclipse.aether.artifact.Artifact;

/**
 * Holds every file that Maven resolves from a repository, be it a dependency, a plugin, what either
 * brings with it, or a POM, against a file of SHA-256 checksums. Loaded into Maven itself, because
 * plugins resolve some of theirs only while they work; a difference fails the build before the next
 * plugin runs. What belongs to this project is built, not resolved, and is not looked at.
 *
 * <p>{@code -Dcarillon.lock=write} writes the file anew when the build has succeeded. Safe for
 * parallel builds. In Java 11, as what finds components in Maven 3.8 passes over newer classes.
 */
@Named
@Singleton
public final class DependencyLock extends AbstractMavenLifecycleParticipant
    implements EventSpy, MojoExecutionListener {
  private static final String OWN_GROUP = "io.carillon";
  private static final String HEADER =
      "# SHA-256 and name of each file that the build takes from a repository. Written by `make lock`.";

  private final Map<String, String> locked = new HashMap<>();
  private final Map<String, String> resolved = new TreeMap<>();
  private final List<String> differences = new ArrayList<>();
  private boolean writes;

  @Override
  public synchronized void afterSessionStart(MavenSession session) throws MavenExecutionException {
    writes = "write".equals(session.getUserProperties().getProperty("carillon.lock"));
    if (writes) {
      return;
    }
    Path file = file(session);
    try {
      for (String line : Files.readAllLines(file)) {
        if (!line.startsWith("#")) {
          String[] words = line.split(" ", 2);
          locked.put(words[1], words[0]);
        }
      }
    } catch (IOException | ArrayIndexOutOfBoundsException e) {
      throw new MavenExecutionException("cannot read " + file, e);
    }
  }

  @Override
  public synchronized void onEvent(Object event) {
    if (!(event instanceof RepositoryEvent)
        || ((RepositoryEvent) event).getType() != RepositoryEvent.EventType.ARTIFACT_RESOLVED) {
      return;
    }
    Artifact artifact = ((RepositoryEvent) event).getArtifact();
    // Without a file it was not found, which Maven tells itself.
    if (artifact.getFile() != null && !artifact.getGroupId().equals(OWN_GROUP)) {
      resolved.computeIfAbsent(name(artifact), name -> judged(name, artifact));
    }
  }

  private String judged(String name, Artifact artifact) {
    String actual = sha256(artifact.getFile().toPath());
    String expected = locked.get(name);
    if (!writes && expected == null) {
      differences.add(name + " is not in it");
    } else if (!writes && !expected.equals(actual)) {
      differences.add(name + " has the checksum " + actual + " and should have " + expected);
    }
    return actual;
  }

  @Override
  public void beforeMojoExecution(MojoExecutionEvent event) throws MojoExecutionException {
    refuseDifferences();
  }

  @Override
  public void afterMojoExecutionSuccess(MojoExecutionEvent event) throws MojoExecutionException {
    refuseDifferences();
  }

  private synchronized void refuseDifferences() throws MojoExecutionException {
    if (!differences.isEmpty()) {
      throw new MojoExecutionException(
          "What was resolved differs from dependencies.lock. If it should, run `make lock` and"
              + " look at what changes:\n  "
              + String.join("\n  ", differences));
    }
  }

  @Override
  public synchronized void afterSessionEnd(MavenSession session) throws MavenExecutionException {
    if (!writes || session.getResult().hasExceptions()) {
      return;
    }
    List<String> lines = new ArrayList<>(List.of(HEADER));
    resolved.forEach((name, checksum) -> lines.add(checksum + " " + name));
    Path file = file(session);
    try {
      Files.write(file, lines);
    } catch (IOException e) {
      throw new MavenExecutionException("cannot write " + file, e);
    }
  }

  private static Path file(MavenSession session) {
    String name =
        session.getUserProperties().getProperty("carillon.lock.file", "dependencies.lock");
    return session.getRequest().getMultiModuleProjectDirectory().toPath().resolve(name);
  }

  private static String name(Artifact artifact) {
    String classifier = artifact.getClassifier().isEmpty() ? "" : ":" + artifact.getClassifier();
    return String.join(
        ":",
        artifact.getGroupId(),
        artifact.getArtifactId(),
        artifact.getExtension() + classifier,
        artifact.getVersion());
  }

  private static String sha256(Path file) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      try (OutputStream output = new DigestOutputStream(OutputStream.nullOutputStream(), digest)) {
        Files.copy(file, output);
      }
      return String.format("%064x", new BigInteger(1, digest.digest()));
    } catch (IOException | NoSuchAlgorithmException e) {
      return e.toString();
    }
  }

  @Override
  public void init(EventSpy.Context context) {}

  @Override
  public void close() {}

  @Override
  public void afterExecutionFailure(MojoExecutionEvent event) {}
}
