/** What goes wrong below a process: disks that fill up. */
package dev.candlewick.job.faults;
