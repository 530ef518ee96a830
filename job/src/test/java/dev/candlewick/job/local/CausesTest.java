package dev.candlewick.job.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.junit.jupiter.api.Test;

/** A person reads what is wrong and what to do, whatever the libraries wrap it in. */
class CausesTest {

    @Test
    void whatIsWrongWithAnObjectStoreIsReportedWithItsPlace() {
        assertThat(
                        oneLine(
                                "s3a://b/lake/x: getFileStatus: Forbidden (Status Code: 403; Request ID: 1)"))
                .startsWith(
                        "s3://b/lake/x: the store refuses these credentials; check AWS_ACCESS_KEY_ID");
        assertThat(oneLine("`s3://b/x': upload: NoSuchBucket: The bucket does not exist"))
                .isEqualTo("s3://b/x: there is no such bucket; create it, or name another");
        assertThat(
                        oneLine(
                                "s3://b/x: Unable to execute HTTP request: Connect to 127.0.0.1:1 failed"))
                .startsWith("s3://b/x: the store does not answer; check s3.endpoint");
        assertThat(oneLine("s3://b/x: NoAuthWithAWSException: No AWS Credentials provided"))
                .startsWith("s3://b/x: there are no credentials for it; set AWS_ACCESS_KEY_ID");
    }

    @Test
    void aRefusedConnectionElsewhereIsNoObjectStore() {
        assertThat(oneLine("Connection refused by 127.0.0.1"))
                .isEqualTo("Connection refused by 127.0.0.1");
    }

    @Test
    void checkpointsThatCannotBeWrittenPointToTheirPlaces() {
        assertThat(
                        oneLine(
                                "Exceeded checkpoint tolerable failure threshold. The latest checkpoint failed"))
                .isEqualTo(
                        "checkpoints keep failing; look at checkpoints.path and lake.path: can they be"
                                + " written?");
    }

    private static String oneLine(String innermost) {
        return Causes.oneLine(
                new IllegalStateException("The job failed", new IOException(innermost)));
    }
}
