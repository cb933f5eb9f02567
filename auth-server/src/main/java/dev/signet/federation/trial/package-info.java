/**
 * What administrators saw when they tried providers, and what it takes, together with a
 * checklist, to call one proved. Tables: upstream_trials, upstream_refused_trials.
 */
@NullMarked
package dev.signet.federation.trial;

import org.jspecify.annotations.NullMarked;
