/**
 * What administrators saw when they tried providers, and what it takes, together with a
 * checklist, to call one proved. Table: upstream_trials.
 */
@NullMarked
package dev.signet.federation.trial;

import org.jspecify.annotations.NullMarked;
