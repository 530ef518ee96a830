package dev.candlewick.job.cluster;

import dev.candlewick.job.faults.KillPoint;
import dev.candlewick.job.faults.KillPoints;
import dev.candlewick.job.faults.ProcessClocks;
import dev.candlewick.job.faults.SmallDisk;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;

/**
 * What happens to the processes of a cluster and to its disks, in an order by a seed; and how long
 * it takes each time until a checkpoint that began afterwards is complete.
 */
final class ClusterTroubles {
    private static final List<String> PROCESSES =
            Stream.concat(HaCluster.JOB_MANAGERS.stream(), HaCluster.TASK_MANAGERS.stream())
                    .toList();

    final List<String> story = new ArrayList<>();
    final RecoveryTimes times = new RecoveryTimes();
    private final Path folder;
    private final List<SmallDisk> disks;
    private final ProcessClocks clocks;
    private final Random random;
    private long newest;

    /**
     * @param folder of what processes leave behind when they are killed at a chosen call
     */
    ClusterTroubles(Path folder, List<SmallDisk> disks, ProcessClocks clocks, Random random) {
        this.folder = folder;
        this.disks = disks;
        this.clocks = clocks;
        this.random = random;
    }

    /** One trouble, and some seconds to recover, which need not suffice. */
    void next(ClusterFixture running) throws Exception {
        HaCluster cluster = running.cluster;
        switch (random.nextInt(6)) {
            case 0 -> fillADisk(running);
            case 1 -> setAClock(running);
            case 2 -> killAtAChosenCall(running);
            default -> killOrStop(running);
        }
        // A task manager ends itself when it was cut off from its cluster for too long.
        for (String process : PROCESSES) {
            cluster.start(process);
        }
    }

    private void killOrStop(ClusterFixture running) throws Exception {
        HaCluster cluster = running.cluster;
        List<String> victims = new ArrayList<>(List.of(any(PROCESSES)));
        if (random.nextInt(4) == 0) {
            victims.add(any(PROCESSES));
        }
        boolean isKill = random.nextInt(3) > 0;
        long seconds = isKill ? random.nextInt(6) : 8 + random.nextInt(8);
        story.add((isKill ? "kill " : "stop for " + seconds + " s ") + victims);
        long checkpoint = newest(running);
        long killed = System.nanoTime();
        for (String victim : victims) {
            if (isKill) {
                cluster.kill(victim);
            } else {
                cluster.signal(victim, "STOP");
            }
        }
        pass(seconds);
        for (String victim : victims) {
            if (isKill) {
                cluster.start(victim);
            } else {
                cluster.signal(victim, "CONT");
            }
        }
        if (isKill) {
            recover(running, "kill " + kinds(victims), checkpoint, killed);
        } else {
            recover(running, "stop " + kinds(victims) + ", once it goes on");
        }
    }

    private static String kinds(List<String> victims) {
        String all = String.join(" and ", victims.stream().sorted().distinct().toList());
        return all.replaceAll("jobmanager-\\d", "a job manager")
                .replaceAll("taskmanager-\\d", "a task manager");
    }

    private void fillADisk(ClusterFixture running) throws Exception {
        SmallDisk disk = any(disks);
        int seconds = 2 + random.nextInt(10);
        story.add("fill " + disk + " for " + seconds + " s");
        disk.fill();
        pass(seconds);
        disk.free();
        recover(running, "a full disk, once it has room");
    }

    /** Back after a while, as a time server does it. */
    private void setAClock(ClusterFixture running) throws Exception {
        String victim = any(PROCESSES);
        int seconds = random.nextInt(600) - 300;
        int lasts = 3 + random.nextInt(10);
        story.add("set the clock of %s by %d s for %d s".formatted(victim, seconds, lasts));
        clocks.set(victim, seconds);
        pass(lasts);
        clocks.set(victim, 0);
        running.cluster.start(victim);
        recover(running, "a clock that was wrong, once it is right");
    }

    private void killAtAChosenCall(ClusterFixture running) throws Exception {
        HaCluster cluster = running.cluster;
        String victim = any(PROCESSES);
        boolean isJobManager = HaCluster.JOB_MANAGERS.contains(victim);
        KillPoint point = any(isJobManager ? KillPoints.ofACheckpoint() : KillPoints.ofARun());
        point.forget(folder);
        cluster.kill(victim);
        cluster.start(victim, both(clocks.environment(victim), point.environment(folder)));
        long end = System.nanoTime() + Duration.ofSeconds(20).toNanos();
        while (cluster.isRunning(victim) && System.nanoTime() < end) {
            pass(1);
        }
        String reached = point.reached(folder);
        story.add(
                "kill %s at %s: %s"
                        .formatted(victim, point, reached.isEmpty() ? "not reached" : reached));
        long checkpoint = newest(running);
        long killed = System.nanoTime();
        cluster.kill(victim);
        cluster.start(victim);
        recover(running, "kill " + kinds(List.of(victim)) + " at a call", checkpoint, killed);
    }

    /** With what either of them preloads. */
    private static Map<String, String> both(Map<String, String> clock, Map<String, String> kill) {
        Map<String, String> all = new HashMap<>(clock);
        kill.forEach((key, value) -> all.merge(key, value, (fake, point) -> point + ":" + fake));
        return all;
    }

    private void recover(ClusterFixture running, String from) {
        recover(running, from, newest(running), System.nanoTime());
    }

    /** The one that follows the last one may have begun before. */
    private void recover(ClusterFixture running, String from, long checkpoint, long since) {
        long end = System.nanoTime() + Duration.ofSeconds(5 + random.nextInt(15)).toNanos();
        boolean isOver = false;
        while (System.nanoTime() < end) {
            LockSupport.parkNanos(Duration.ofMillis(200).toNanos());
            if (!isOver && newest(running) > checkpoint + 1) {
                isOver = true;
                times.add(from, Duration.ofNanos(System.nanoTime() - since));
            }
        }
        if (!isOver) {
            times.add(from + ", and not before the next", Duration.ofNanos(end - since));
        }
    }

    /** The number of a checkpoint, also while no job manager answers. */
    private long newest(ClusterFixture running) {
        newest = Math.max(newest, running.lastCheckpoint());
        return newest;
    }

    private <T> T any(List<T> all) {
        return all.get(random.nextInt(all.size()));
    }

    private static void pass(long seconds) {
        long end = System.nanoTime() + Duration.ofSeconds(seconds).toNanos();
        while (System.nanoTime() < end) {
            LockSupport.parkNanos(end - System.nanoTime());
        }
    }
}
