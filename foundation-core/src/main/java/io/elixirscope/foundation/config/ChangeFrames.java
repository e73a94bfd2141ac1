package io.elixirscope.foundation.config;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.zip.CRC32C;

/// The bytes of a change file: header, frames, and what is to be made of damage. Pure.
///
/// Format version 1, big-endian:
///
/// ```
/// header, 32 bytes
///   0  8  magic "ESFCONF\n"
///   8  2  format version, 1: later ones keep it and the magic where they are
///  10  2  zero
///  12 16  salt of the fingerprints
///  28  4  CRC32C of bytes 0-27
/// frame, 8 + length bytes, one after the other to the end
///   0  4  length of the payload, 1 to 16,777,216
///   4  4  CRC32C of salt, length and payload
///   8  n  payload: a map in ValueCodec's form
///           n      long     version number
///           at     instant  when it came into force
///           who    text     who asked
///           why    text     cause
///           paths  list     of text: the paths the version changed
///           run    map      path -> value: the whole run-time layer, a secret as bytes: its id in the store
///           set    map      path -> value: effective values that differ from the record before
///           gone   list     of text: paths the record before had and this one has not
///           src    map      path -> text: for each secret the layer or store that holds its value
/// ```
///
/// Reading: the first frame that is not whole ends the file when no whole frame follows anywhere behind it; it
/// is the torn end of a write that was never acknowledged. When one follows, the bytes between are damage: they
/// are skipped and told.
final class ChangeFrames {
    static final int HEADER_BYTES = 32;
    static final int FRAME_BYTES = 8;
    static final int LARGEST_PAYLOAD = 16 * 1024 * 1024;
    static final short FORMAT = 1;
    private static final long MAGIC = 0x455346434F4E460AL;
    private static final int SALT_AT = 12;
    private static final int HEADER_CRC_AT = 28;

    private ChangeFrames() {}

    static byte[] header(byte[] salt) {
        var header = ByteBuffer.allocate(HEADER_BYTES);
        header.putLong(MAGIC).putShort(FORMAT).putShort((short) 0).put(salt);
        var crc = new CRC32C();
        crc.update(header.array(), 0, HEADER_CRC_AT);
        return header.putInt((int) crc.getValue()).array();
    }

    /// What is wrong with the header, empty when nothing is.
    static String headerProblem(byte[] file) {
        if (file.length < HEADER_BYTES || ByteBuffer.wrap(file).getLong(0) != MAGIC) {
            return "is not a change file";
        }
        var header = ByteBuffer.wrap(file);
        if (header.getShort(8) != FORMAT) {
            return "has format version " + header.getShort(8) + "; only " + FORMAT + " is known here";
        }
        var crc = new CRC32C();
        crc.update(file, 0, HEADER_CRC_AT);
        return header.getInt(HEADER_CRC_AT) == (int) crc.getValue() ? "" : "has a damaged header";
    }

    /// The salt in a header without a problem.
    static byte[] salt(byte[] file) {
        return Arrays.copyOfRange(file, SALT_AT, SALT_AT + Fingerprint.SALT_BYTES);
    }

    static byte[] frame(byte[] salt, byte[] payload) {
        var frame = ByteBuffer.allocate(FRAME_BYTES + payload.length);
        frame.putInt(payload.length).putInt(0).put(payload);
        frame.putInt(4, crc(salt, frame.array(), 0, payload.length));
        return frame.array();
    }

    private static int crc(byte[] salt, byte[] bytes, int at, int length) {
        var crc = new CRC32C();
        crc.update(salt);
        crc.update(bytes, at, 4);
        crc.update(bytes, at + FRAME_BYTES, length);
        return (int) crc.getValue();
    }

    /// Reads all records behind the header.
    static Contents read(byte[] salt, byte[] file) {
        var records = new ArrayList<ChangeRecord>();
        var damage = new ArrayList<Damage>();
        int at = HEADER_BYTES;
        while (at < file.length) {
            var record = record(salt, file, at);
            if (record.isPresent()) {
                records.add(record.get());
                at += FRAME_BYTES + length(file, at);
                continue;
            }
            int next = nextFrame(salt, file, at + 1);
            if (next < 0) {
                break;
            }
            damage.add(new Damage(at, next - at));
            at = next;
        }
        return new Contents(records, damage, at);
    }

    private static int nextFrame(byte[] salt, byte[] file, int from) {
        for (int at = from; at <= file.length - FRAME_BYTES; at++) {
            if (record(salt, file, at).isPresent()) {
                return at;
            }
        }
        return -1;
    }

    private static Optional<ChangeRecord> record(byte[] salt, byte[] file, int at) {
        if (file.length - at < FRAME_BYTES) {
            return Optional.empty();
        }
        int length = length(file, at);
        boolean whole = length >= 1
                && length <= LARGEST_PAYLOAD
                && length <= file.length - at - FRAME_BYTES
                && ByteBuffer.wrap(file).getInt(at + 4) == crc(salt, file, at, length);
        return whole ? ChangeRecord.decode(file, at + FRAME_BYTES, length) : Optional.empty();
    }

    private static int length(byte[] file, int at) {
        return ByteBuffer.wrap(file).getInt(at);
    }

    /// What a file holds.
    ///
    /// @param records the whole records in order
    /// @param damage byte ranges between records that are none
    /// @param end offset behind the last whole record; what follows is a torn end
    record Contents(List<ChangeRecord> records, List<Damage> damage, int end) {}

    /// A range of bytes that should have been records.
    record Damage(int offset, int bytes) {}
}
