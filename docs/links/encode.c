/*
 * Scenario JSON on standard input, the fragment of its link on standard output. Argument: the step shown.
 * No library: the text goes into stored blocks, which are valid deflate and not smaller than the text.
 */
#include <stdint.h>
#include <stdio.h>

enum { MOST = 47 * 1024 }; /* a longer text makes a link of over 65,536 characters */

static const char base64[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
static unsigned char packed[MOST + 5];
static char sealed[2 * MOST];

/* Writes a number in base 36, with leading zeros up to `width` digits. */
static void base36(uint32_t number, int width, char *out)
{
	char digits[8];
	int count = 0;

	do {
		digits[count++] = "0123456789abcdefghijklmnopqrstuvwxyz"[number % 36];
		number /= 36;
	} while (number || count < width);
	while (count)
		*out++ = digits[--count];
	*out = 0;
}

static uint32_t crc32(const char *text)
{
	uint32_t crc = ~0u;

	for (; *text; text++) {
		crc ^= (unsigned char)*text;
		for (int bit = 0; bit < 8; bit++)
			crc = (crc >> 1) ^ (crc & 1 ? 0xedb88320u : 0);
	}
	return ~crc;
}

int main(int argc, char **argv)
{
	size_t length = fread(packed + 5, 1, MOST, stdin), total = length + 5;
	char number[9], *out;

	if (length == MOST) {
		fputs("too long for a link\n", stderr);
		return 1;
	}
	packed[0] = 1; /* the last block, stored */
	packed[1] = length & 255;
	packed[2] = length >> 8;
	packed[3] = ~packed[1];
	packed[4] = ~packed[2];
	base36((total * 8 + 5) / 6, 1, number);
	out = sealed + sprintf(sealed, "1d%s.", number);
	for (size_t bit = 0; bit < total * 8; bit += 6) {
		size_t at = bit / 8;
		unsigned pair = packed[at] << 8 | (at + 1 < total ? packed[at + 1] : 0);
		*out++ = base64[pair >> (10 - bit % 8) & 63];
	}
	base36(crc32(sealed), 7, number);
	printf("%s.%s&t=%s\n", sealed, number, argc > 1 ? argv[1] : "0");
	return 0;
}
