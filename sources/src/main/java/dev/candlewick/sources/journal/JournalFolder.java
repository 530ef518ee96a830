package dev.candlewick.sources.journal;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** All lanes of a journal, those of other readers among them. */
final class JournalFolder {

    private final Path folder;

    JournalFolder(Path folder) {
        this.folder = folder;
    }

    @Override
    public String toString() {
        return folder.toString();
    }

    /** A lane after all that there are. */
    Lane newLane(long nowMillis) throws IOException {
        Files.createDirectories(folder);
        List<Lane> lanes = lanes();
        long last = lanes.isEmpty() ? 0 : lanes.get(lanes.size() - 1).number();
        for (long number = Math.max(nowMillis, last + 1); ; number++) {
            try {
                return Lane.create(folder, number);
            } catch (FileAlreadyExistsException e) {
                // Another reader began in the same millisecond.
            }
        }
    }

    /** In the order in which they were begun. */
    List<Lane> lanes() throws IOException {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        List<Lane> lanes = new ArrayList<>();
        try (DirectoryStream<Path> folders = Files.newDirectoryStream(folder)) {
            for (Path found : folders) {
                Lane.of(found).ifPresent(lanes::add);
            }
        }
        lanes.sort(Comparator.comparingLong(Lane::number));
        return lanes;
    }

    /** Lanes that are no longer written. */
    List<Lane> finishedLanes() throws IOException {
        List<Lane> finished = new ArrayList<>();
        for (Lane lane : lanes()) {
            if (lane.isFinished()) {
                finished.add(lane);
            }
        }
        return finished;
    }

    /** How far completed checkpoints have come with the symbols of an exchange. */
    Map<String, JournalPosition> checkpointed(String exchange) throws IOException {
        Map<String, JournalPosition> newest = new HashMap<>();
        for (Lane lane : lanes()) {
            lane.checkpointed()
                    .filter(of -> of.exchange().equals(exchange))
                    .ifPresent(
                            of ->
                                    of.offsets()
                                            .forEach(
                                                    (symbol, offset) ->
                                                            newest.put(
                                                                    symbol,
                                                                    new JournalPosition(
                                                                            lane.number(),
                                                                            offset))));
        }
        return newest;
    }
}
