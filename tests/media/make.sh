#!/bin/sh
# Makes the clips that the video tests play. They are committed, so that tests need no ffmpeg;
# run this after a change here. Needs ffmpeg with libx264.
set -eu
cd "$(dirname "$0")"

encode() { # encode FILE SOURCE [OPTION…]: H.264 in MP4, head first
    file=$1 source=$2
    shift 2
    ffmpeg -v error -y -f lavfi -i "$source" -an -c:v libx264 -preset veryslow -crf 18 \
        -pix_fmt yuv420p -bitexact -movflags +faststart "$@" "$file"
}

# Sixty frames that carry their number, 0 to 59, in six columns of black and white, lowest first.
encode count.mp4 "color=black:size=192x108:rate=30:duration=2,format=gray,\
geq=lum='if(mod(floor(N/pow(2,floor(X/32))),2),235,16)'" -g 30 -bf 2

# Red | green over blue | white, in a yellow frame: shows mirroring, cropping and wrong colours.
quarters() { # quarters SIZE HALF_SIZE
    echo "color=0xC03020:size=$2:rate=25:duration=0.6[a];color=0x208030:size=$2:rate=25[b];\
color=0x3040C0:size=$2:rate=25[c];color=0xE0E0E0:size=$2:rate=25[d];\
[a][b]hstack=shortest=1[top];[c][d]hstack=shortest=1[low];[top][low]vstack=shortest=1,\
drawbox=color=0xD0C030:thickness=10,scale=$1:flags=neighbor"
}
encode quarters.mp4 "$(quarters 320x180 160x90),scale=out_color_matrix=bt601:out_range=tv"
encode quarters-hd.mp4 "$(quarters 1280x720 160x90),scale=out_color_matrix=bt709:out_range=tv" \
    -colorspace bt709 -color_primaries bt709 -color_trc bt709
# Pixels twice as wide as high: 160 of them make a picture as wide as 320.
encode wide-pixels.mp4 "$(quarters 160x180 160x90),scale=out_color_matrix=bt601,setsar=2"
# A telephone's way of standing upright: a picture on its side, and a note to turn it.
# (ffmpeg 5; from ffmpeg 6 on the note is written `-display_rotation -90` before -i.)
ffmpeg -v error -y -i quarters.mp4 -c copy -bitexact -metadata:s:v:0 rotate=90 \
    -movflags +faststart turned.mp4

# One colour each: a gap between two clips shows at once.
encode red.mp4 "color=0xC03020:size=192x108:rate=25:duration=0.8"
encode blue.mp4 "color=0x3040C0:size=192x108:rate=25:duration=0.8"

# One picture a second; a single picture, of which libVLC shows nothing; three pictures.
encode slow.mp4 "testsrc=size=192x108:rate=1:duration=3"
encode single.mp4 "color=0x208030:size=192x108:rate=25" -frames:v 1
encode three.mp4 "color=0x208030:size=192x108:rate=25" -frames:v 3

# With sound; in another container; sound alone.
ffmpeg -v error -y -f lavfi -i "testsrc=size=192x108:rate=25:duration=1" \
    -f lavfi -i "sine=frequency=440:duration=1" -c:v libx264 -preset veryslow -crf 24 \
    -pix_fmt yuv420p -c:a aac -b:a 32k -bitexact -movflags +faststart sound.mp4
ffmpeg -v error -y -i red.mp4 -c copy -bitexact red.mkv
ffmpeg -v error -y -f lavfi -i "sine=frequency=440:duration=1" -c:a aac -b:a 32k -bitexact only-sound.m4a

# With captions inside: in the two ways of QuickTime and MP4, in fragments as streams are, and in
# a container that only libVLC looks into. The first two have a track more, of chapters' names.
say() { # say FILE WORDS WORDS: from 0.3 s to 0.9 s, and from 1.1 s to 1.7 s
    printf '1\n00:00:00,300 --> 00:00:00,900\n%s\n\n2\n00:00:01,100 --> 00:00:01,700\n%s\n' \
        "$2" "$3" >"$1"
}
words=$(mktemp -d)
say "$words/fr.srt" "Coupure d'eau" "jusqu'à 16 h 30"
say "$words/ar.srt" "انقطاع الماء" "إلى 16:30"
cat >"$words/chapters" <<END
;FFMETADATA1
[CHAPTER]
TIMEBASE=1/1
START=0
END=1
title=Un
[CHAPTER]
TIMEBASE=1/1
START=1
END=2
title=Deux
END
ffmpeg -v error -y -i count.mp4 -i "$words/fr.srt" -i "$words/ar.srt" -i "$words/chapters" \
    -map 0 -map 1 -map 2 -map_metadata 3 -c:v copy -c:s mov_text -bitexact \
    -metadata:s:s:0 language=fra -metadata:s:s:1 language=ara -movflags +faststart spoken.mp4
ffmpeg -v error -y -i spoken.mp4 -map 0:v -map 0:s -c copy -bitexact spoken.mov
ffmpeg -v error -y -i spoken.mp4 -map 0:v -map 0:s -map_chapters -1 -c copy -bitexact \
    -movflags frag_keyframe+empty_moov+default_base_moof spoken-parts.mp4
ffmpeg -v error -y -i spoken.mp4 -map 0:v -map 0:s -map_chapters -1 -c:v copy -c:s srt \
    -bitexact spoken.mkv
# For the faults of a site: captions that say that they are English, and captions as television has.
faults=../site/faults/captions-inside/content/videos
ffmpeg -v error -y -i red.mp4 -i "$words/fr.srt" -c:v copy -c:s mov_text -bitexact \
    -metadata:s:s:0 language=eng "$faults/anglais.mp4"
ffmpeg -v error -y -i red.mp4 -i "$words/fr.srt" -c:v copy -c:s ttml -bitexact \
    -metadata:s:s:0 language=fra "$faults/tele.mp4"
cp spoken.mkv "$faults/film.mkv"
rm -r "$words"
