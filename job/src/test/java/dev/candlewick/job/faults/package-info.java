/** What goes wrong below a process: disks that fill up, and kills at a chosen call. */
package dev.candlewick.job.faults;
