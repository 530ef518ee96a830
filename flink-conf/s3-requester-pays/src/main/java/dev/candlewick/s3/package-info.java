/** Additions to Flink's S3 plugin, loaded by its class loader alone. */
package dev.candlewick.s3;
