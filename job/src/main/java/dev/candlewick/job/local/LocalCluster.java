package dev.candlewick.job.local;

import java.net.URI;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import org.apache.flink.api.common.JobID;
import org.apache.flink.api.common.JobStatus;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.CoreOptions;
import org.apache.flink.configuration.TaskManagerOptions;
import org.apache.flink.core.execution.SavepointFormatType;
import org.apache.flink.core.fs.FileSystem;
import org.apache.flink.core.plugin.PluginManager;
import org.apache.flink.core.plugin.PluginUtils;
import org.apache.flink.runtime.execution.ExecutionState;
import org.apache.flink.runtime.executiongraph.AccessExecutionVertex;
import org.apache.flink.runtime.executiongraph.ErrorInfo;
import org.apache.flink.runtime.jobmaster.JobResult;
import org.apache.flink.runtime.minicluster.MiniCluster;
import org.apache.flink.runtime.minicluster.MiniClusterConfiguration;
import org.apache.flink.runtime.minicluster.RpcServiceSharing;
import org.apache.flink.streaming.api.graph.StreamGraph;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A Flink cluster of one job manager and one task manager inside of this process. */
final class LocalCluster implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(LocalCluster.class);
    private static final int CLOSES_WITHIN_SECONDS = 30;
    private static final int GIVEN_UP_WITHIN_SECONDS = 2;

    private final MiniCluster cluster;
    private int closesWithinSeconds = CLOSES_WITHIN_SECONDS;

    private LocalCluster(MiniCluster cluster) {
        this.cluster = cluster;
    }

    static LocalCluster start(Configuration configuration) throws Exception {
        PluginManager plugins = PluginUtils.createPluginManagerFromRootFolder(configuration);
        FileSystem.initialize(configuration, plugins);
        int slots =
                Math.max(
                        configuration.get(CoreOptions.DEFAULT_PARALLELISM),
                        configuration.get(TaskManagerOptions.NUM_TASK_SLOTS));
        MiniCluster cluster =
                new MiniCluster(
                        new MiniClusterConfiguration.Builder()
                                .setConfiguration(configuration)
                                .setNumTaskManagers(1)
                                .setNumSlotsPerTaskManager(slots)
                                .setRpcServiceSharing(RpcServiceSharing.SHARED)
                                .setPluginManager(plugins)
                                .build());
        cluster.start();
        return new LocalCluster(cluster);
    }

    URI webUi() {
        return cluster.getRestAddress().join();
    }

    JobID submit(StreamGraph graph) {
        return cluster.submitJob(graph).join().getJobID();
    }

    CompletableFuture<JobResult> resultOf(JobID job) {
        return cluster.requestJobResult(job);
    }

    JobStatus statusOf(JobID job) {
        return cluster.getJobStatus(job).join();
    }

    /** Why a job failed last. */
    Optional<Throwable> failureOf(JobID job) {
        return Optional.ofNullable(cluster.getArchivedExecutionGraph(job).join().getFailureInfo())
                .map(ErrorInfo::getException)
                .map(thrown -> thrown.deserializeError(LocalCluster.class.getClassLoader()));
    }

    boolean isEveryTaskRunning(JobID job) {
        for (AccessExecutionVertex task :
                cluster.getArchivedExecutionGraph(job).join().getAllExecutionVertices()) {
            if (task.getExecutionState() != ExecutionState.RUNNING) {
                return false;
            }
        }
        return true;
    }

    /** Without drain: open windows stay open. Its files are committed when the job has ended. */
    CompletableFuture<String> stopWithSavepoint(JobID job, String folder) {
        return cluster.stopWithSavepoint(job, folder, false, SavepointFormatType.CANONICAL);
    }

    /** Leaves the job to end by itself: a stop request does not wait for it. */
    void closeSoon() {
        closesWithinSeconds = GIVEN_UP_WITHIN_SECONDS;
    }

    @Override
    public void close() {
        try {
            cluster.closeAsync().orTimeout(closesWithinSeconds, TimeUnit.SECONDS).join();
        } catch (CompletionException e) {
            LOG.warn("Failed to close the local cluster cleanly", e);
        }
    }
}
