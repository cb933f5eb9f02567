package dev.signet.signin.mailbox;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Whether a mailbox can do for a second factor.
 *
 * @param mailCode whether who must have a second factor and has none can have a code
 * mailed instead of setting one up
 */
@ConfigurationProperties("signet.signin.second-factor")
record MailFactorProperties(@DefaultValue("false") boolean mailCode) {
}
