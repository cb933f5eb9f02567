package dev.signet.proof;

import java.util.List;
import java.util.Optional;

/**
 * What became of an ask.
 *
 * @param refused who asked too often, so that nothing was counted; empty when it was. Of
 * several, one for whom that lasts longest
 * @param last who has no room left after this
 */
public record Asked(Optional<Asker> refused, List<Asker> last) {
}
