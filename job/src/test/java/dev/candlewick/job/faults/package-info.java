/** What goes wrong below a process: disks that fill up, clocks that are set, and kills at a chosen call. */
package dev.candlewick.job.faults;
